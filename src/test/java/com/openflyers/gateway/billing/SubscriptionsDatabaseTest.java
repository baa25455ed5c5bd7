package com.openflyers.gateway.billing;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openflyers.gateway.billing.Subscriptions.Started;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionsDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();

    private final BillingUnderTest world = new BillingUnderTest(DATABASE);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void going_into_production_changes_the_space_and_makes_one_invoice_and_its_letters() {
        var space = world.space("aeroclub", Kind.TEST, "2.0");

        var started = world.start(space);

        var invoice = ((Started.InProduction) started).invoice().orElseThrow();
        assertThat(invoice.number()).isEqualTo("2026-0001");
        assertThat(invoice.net()).isEqualTo(2433);
        assertThat(invoice.vat()).isEqualTo(487);
        assertThat(invoice.total()).isEqualTo(2920);
        assertThat(invoice.dueOn()).isEqualTo(LocalDate.of(2026, 12, 25));
        assertThat(invoice.buyer()).isEqualTo("Club of aeroclub\n1 piste 09\n31000 Toulouse");
        var now = world.registry.find("aeroclub");
        assertThat(now.kind()).isEqualTo(Kind.PRODUCTION);
        assertThat(now.host()).isEqualTo(space.host());
        assertThat(now.revision()).isGreaterThan(space.revision());
        assertThat(world.count("SELECT count(*) FROM outbox WHERE cause LIKE 'production aeroclub%'"))
                .isEqualTo(2);
    }

    @Test
    void of_twenty_clicks_at_once_one_starts_billing() {
        var space = world.space("aeroclub", Kind.TEST, "2.0");
        var total = world.offer(space).total();

        var all = result(Future.all(IntStream.range(0, 20)
                        .mapToObj(_ -> world.starting(space, total))
                        .toList()))
                .<Started>list();

        assertThat(all).filteredOn(Started.InProduction.class::isInstance).hasSize(1);
        assertThat(all).filteredOn(Started.Already.class::isInstance).hasSize(19);
        assertThat(world.invoices(space)).hasSize(1);
        assertThat(world.count("SELECT count(*) FROM subscription")).isEqualTo(1);
    }

    @Test
    void what_fails_after_all_is_done_leaves_nothing_and_takes_no_number() {
        var space = world.space("aeroclub", Kind.TEST, "2.0");
        var total = world.offer(space).total();

        var failed = world.registry.database.transaction(tx -> world.billing
                .subscriptions()
                .start(tx, space.club().id(), "aeroclub", "aeroclub", total, "Toulouse")
                .compose(_ -> Future.failedFuture(new IllegalStateException("killed before the commit"))));

        assertThatThrownBy(() -> result(failed)).hasStackTraceContaining("killed before the commit");
        assertThat(world.registry.find("aeroclub").kind()).isEqualTo(Kind.TEST);
        assertThat(world.invoices(space)).isEmpty();
        assertThat(world.count("SELECT count(*) FROM outbox")).isZero();
        assertThat(((Started.InProduction) world.start(space))
                        .invoice()
                        .orElseThrow()
                        .number())
                .isEqualTo("2026-0001");
    }

    @Test
    void only_what_was_shown_is_accepted() {
        var space = world.space("aeroclub", Kind.TEST, "2.0");
        var yesterday = world.offer(space).total();
        world.at("2026-11-26T12:00:00Z");

        var started = result(world.starting(space, yesterday));

        assertThat(started).isInstanceOf(Started.OtherPrice.class);
        assertThat(world.registry.find("aeroclub").kind()).isEqualTo(Kind.TEST);
    }

    @Test
    void another_clubs_space_is_not_there() {
        var space = world.space("aeroclub", Kind.TEST, "2.0");
        var other = world.space("voisins", Kind.TEST, "2.0");
        var total = world.offer(space).total();

        var started = result(world.registry.database.transaction(tx ->
                world.billing.subscriptions().start(tx, other.club().id(), "aeroclub", "voisins", total, "Toulouse")));

        assertThat(started).isInstanceOf(Started.Unknown.class);
    }

    @Test
    void the_price_is_that_of_the_day_and_the_year_begins_in_paris() {
        world.price("2.0", 36_500, LocalDate.of(2026, 12, 1));
        var space = world.space("aeroclub", Kind.TEST, "2.0");

        world.at("2026-11-30T22:59:00Z");
        assertThat(world.offer(space).yearly()).isEqualTo(24_000);
        world.at("2026-11-30T23:01:00Z");
        assertThat(world.offer(space).yearly()).isEqualTo(36_500);
        assertThat(world.offer(space).net()).isEqualTo(3100);
        world.at("2026-12-31T23:30:00Z");
        assertThat(world.offer(space).net()).isEqualTo(36_500);
    }

    @Test
    void a_move_charges_the_surplus_and_the_way_back_gives_it_back() {
        var space = world.space("aeroclub", Kind.TEST, "1.3.1");
        var first = ((Started.InProduction) world.start(space)).invoice().orElseThrow();
        world.at("2026-12-01T12:00:00Z");

        world.move(new Move("aeroclub", "1.3.1", "2.0", world.now(), "migration 7", 5000));
        world.at("2026-12-11T12:00:00Z");
        world.moveBack(new Move("aeroclub", "2.0", "1.3.1", world.now(), "migration 7", 5000));

        var all = world.invoices(space);
        assertThat(all).extracting(Invoice::number).containsExactly("2026-0003", "2026-0002", "2026-0001");
        // 31 days of 120 euros a year, and the second migration; then 21 days of it back.
        assertThat(all.get(1).net()).isEqualTo(1019 + 5000);
        assertThat(all.get(0).net()).isEqualTo(-(690 + 5000));
        assertThat(all.get(0).isCredit()).isTrue();
        // What is given back is set against what is still to be paid, the oldest first.
        assertThat(world.invoices(space).getLast().number()).isEqualTo(first.number());
        assertThat(all.getLast().remainder()).isZero();
        assertThat(all.get(1).remainder())
                .isEqualTo(all.get(1).total() + first.total() + all.get(0).total());
        assertThat(result(world.billing
                                .subscriptions()
                                .ofClub(
                                        world.registry.database.pool(),
                                        space.club().id()))
                        .getFirst()
                        .yearly())
                .isEqualTo(12_000);
    }

    @Test
    void a_test_space_moves_for_nothing() {
        var space = world.space("essai", Kind.TEST, "1.3.1");

        world.move(new Move("essai", "1.3.1", "2.0", world.now(), "migration 8", 0));

        assertThat(world.invoices(space)).isEmpty();
    }

    @Test
    void a_space_that_an_operator_put_into_production_pays_the_surplus_too() {
        var space = world.space("ancien", Kind.PRODUCTION, "1.3.1");
        world.at("2026-12-31T12:00:00Z");

        world.move(new Move("ancien", "1.3.1", "2.0", world.now(), "migration 9", 0));

        assertThat(world.invoices(space))
                .singleElement()
                .satisfies(invoice -> assertThat(invoice.net()).isEqualTo(33));
    }

    @Test
    void on_the_first_of_january_each_running_subscription_is_invoiced_once() {
        var club = world.space("aeroclub", Kind.TEST, "2.0");
        var old = world.space("ancien", Kind.PRODUCTION, "1.3.1");
        var test = world.space("essai", Kind.TEST, "2.0");
        var _ = world.start(club);
        world.look();
        assertThat(world.invoices(old)).isEmpty();
        world.price("2.0", 25_000, LocalDate.of(2027, 1, 1));
        world.at("2026-12-31T23:00:01Z");

        world.look();
        world.look();

        assertThat(world.invoices(club)).hasSize(2);
        var renewal = world.invoices(club).getFirst();
        assertThat(renewal.number()).startsWith("2027-");
        assertThat(renewal.issuedOn()).isEqualTo(LocalDate.of(2027, 1, 1));
        assertThat(renewal.net()).isEqualTo(25_000);
        assertThat(world.invoices(old))
                .singleElement()
                .satisfies(invoice -> assertThat(invoice.net()).isEqualTo(12_000));
        assertThat(world.invoices(test)).isEmpty();
    }

    @Test
    void two_nodes_that_renew_at_once_make_one_invoice() {
        var spaces = List.of("un", "deux", "trois", "quatre");
        for (var name : spaces) {
            var _ = world.start(world.space(name, Kind.TEST, "2.0"));
        }
        world.at("2027-01-01T08:00:00Z");

        result(Future.all(IntStream.range(0, 5).mapToObj(_ -> world.looking()).toList()));

        assertThat(world.count("SELECT count(*) FROM invoice WHERE number LIKE '2027-%'"))
                .isEqualTo(4);
        assertThat(world.count("SELECT last FROM invoice_counter WHERE year = 2027"))
                .isEqualTo(4);
    }

    @Test
    void an_unpaid_invoice_is_reminded_of_and_cuts_nothing() {
        var space = world.space("aeroclub", Kind.TEST, "2.0");
        var _ = world.start(space);
        world.at("2026-12-25T12:00:00Z");
        world.look();
        assertThat(reminders()).isZero();
        world.at("2026-12-26T12:00:00Z");

        world.look();
        world.look();

        assertThat(reminders()).isEqualTo(2);
        assertThat(world.registry.find("aeroclub").kind()).isEqualTo(Kind.PRODUCTION);
        assertThat(world.invoices(space).getFirst().isOverdue(LocalDate.of(2026, 12, 26)))
                .isTrue();
    }

    @Test
    void as_many_days_are_left_to_pay_as_the_setting_says_counted_in_paris() {
        try (var impatient = new BillingUnderTest(Postgres.database(), "billing: {pay-within-days: 10}")) {
            var space = impatient.space("aeroclub", Kind.TEST, "2.0");
            // The next day in Paris.
            impatient.at("2026-11-25T23:30:00Z");
            var _ = impatient.start(space);

            var invoice = impatient.invoices(space).getFirst();
            assertThat(invoice.issuedOn()).isEqualTo(LocalDate.of(2026, 11, 26));
            assertThat(invoice.dueOn()).isEqualTo(LocalDate.of(2026, 12, 6));
            assertThat(invoice.isOverdue(LocalDate.of(2026, 12, 6))).isFalse();
            assertThat(invoice.isOverdue(LocalDate.of(2026, 12, 7))).isTrue();
            assertThat(impatient.billing.subscriptions().payWithin()).isEqualTo(10);
        }
    }

    private long reminders() {
        return world.count("SELECT count(*) FROM outbox WHERE cause LIKE 'reminder 1 of %'");
    }
}
