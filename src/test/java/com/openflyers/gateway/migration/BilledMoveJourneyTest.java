package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.billing.Invoice;
import com.openflyers.gateway.migration.Migrations.Requested;
import com.openflyers.gateway.testing.Journey;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a migration costs, from the switch itself on, and what the way back gives back: 1.3.1 costs 120 euros a year,
/// 2.0 costs 240, and a migration beyond the free one 50.
@Journey
class BilledMoveJourneyTest {

    private static MigrationWorld world;

    @BeforeAll
    static void start() {
        world = MigrationWorld.of(1);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void the_surplus_is_paid_from_the_switch_on_and_given_back_by_the_way_back() {
        world.club("payante");
        address("payante");
        var migration = world.request("payante");
        world.await(migration, State.OBSERVING);

        var surplus = surplusOf(migration);
        assertThat(invoices("payante")).singleElement().satisfies(invoice -> {
            assertThat(invoice.net()).isEqualTo(surplus);
            assertThat(invoice.cause()).isEqualTo("migration " + migration);
        });
        assertThat(letters(invoices("payante").getFirst())).isEqualTo(2);

        var _ = world.say(migration, Event.REVERSE);
        world.await(migration, State.REVERSED);

        var all = invoices("payante");
        assertThat(all).hasSize(2);
        assertThat(all.getFirst().isCredit()).isTrue();
        // Both on one day, unless the test meets midnight: then a day is paid for.
        assertThat(-all.getFirst().net()).isBetween(surplus - 33, surplus);
        assertThat(all.getLast().remainder()).isBetween(0L, 40L);
        assertThat(letters(all.getFirst())).isEqualTo(2);
    }

    @Test
    void the_second_migration_of_a_club_is_on_the_invoice_with_the_surplus_and_on_the_credit_note() {
        world.club("Club double", "premiere", "production");
        world.club("Club double", "seconde", "production");
        address("seconde");
        var free = world.request("premiere");
        world.await(free, State.OBSERVING);
        var asked = result(world.registry.transaction(tx -> world.migrations()
                .request(
                        tx,
                        new Request(
                                "seconde", "2.0", Request.Source.MAIL, "a mail", null, 5000L, true, true, "anne"))));
        var migration = ((Requested.Recorded) asked).migration().id();
        world.await(migration, State.OBSERVING);

        var paid = invoices("seconde").getFirst();
        assertThat(paid.lines()).extracting(Invoice.Line::cents).containsExactly(5000L, surplusOf(migration));

        var _ = world.say(migration, Event.REVERSE);
        world.await(migration, State.REVERSED);

        var credit = invoices("seconde").getFirst();
        assertThat(credit.lines().getFirst().cents()).isEqualTo(-5000);
        assertThat(credit.number()).isGreaterThan(paid.number());
        // The first migration was the free one, and stays paid for by nobody.
        assertThat(invoices("seconde").getLast().lines()).hasSize(1);
    }

    @Test
    void a_test_space_moves_and_comes_back_for_nothing() {
        world.testSpace("gratuite");
        var migration = world.request("gratuite");
        world.await(migration, State.OBSERVING);
        var _ = world.say(migration, Event.REVERSE);
        world.await(migration, State.REVERSED);

        assertThat(invoices("gratuite")).isEmpty();
    }

    /// Without it, its invoices would wait.
    private static void address(String space) {
        var _ = result(world.registry
                .pool()
                .query("INSERT INTO billing_address (club, address) SELECT club, '1 piste 09' FROM space WHERE name = '"
                        + space + "' ON CONFLICT DO NOTHING")
                .execute());
    }

    private static List<Invoice> invoices(String space) {
        return result(world.parts()
                .billing()
                .invoices()
                .ofClub(world.registry.pool(), world.space(space).club().id()));
    }

    private static long letters(Invoice invoice) {
        return result(world.registry
                        .pool()
                        .query("SELECT count(*) FROM outbox WHERE cause = 'invoice %1$s' AND attachment = '%1$s'"
                                .formatted(invoice.number()))
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    /// 120 euros a year, to the end of the year.
    private static long surplusOf(long migration) {
        var day = LocalDate.ofInstant(
                Objects.requireNonNull(world.find(migration).switchedAt()), ZoneId.of("Europe/Paris"));
        var days = day.lengthOfYear() - day.getDayOfYear() + 1;
        return Math.round(12_000.0 * days / day.lengthOfYear());
    }
}
