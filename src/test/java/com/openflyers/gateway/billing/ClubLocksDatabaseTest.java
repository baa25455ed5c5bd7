package com.openflyers.gateway.billing;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.billing.Subscriptions.Started;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.registry.Clubs;
import com.openflyers.gateway.registry.Clubs.Merging;
import com.openflyers.gateway.registry.Clubs.Renaming;
import com.openflyers.gateway.registry.Expected;
import com.openflyers.gateway.registry.Outcome;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.SpaceForm;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whoever changes a club meets whoever writes about a space of it, in the middle: one waits for the other, and neither
/// is thrown out by PostgreSQL (40P01).
class ClubLocksDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();

    private final BillingUnderTest world = new BillingUnderTest(DATABASE);
    private final Clubs clubs = new Clubs();
    private final RegisteredSpace space = world.space("aeroclub", Kind.TEST, "2.0");
    private final RegisteredSpace other = world.space("voisins", Kind.TEST, "2.0");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_club_that_is_merged_while_it_starts_billing_takes_its_invoice_along() {
        var total = world.offer(space).total();

        // With the space locked, and nothing written yet that refers to the club.
        var both = meanwhile("subscription_price", () -> world.starting(space, total), this::merging);

        assertThat(both.first()).isInstanceOf(Started.InProduction.class);
        assertThat(both.second()).isInstanceOf(Merging.Merged.class);
        assertThat(world.invoices(space)).isEmpty();
        assertThat(world.invoices(other)).hasSize(1);
        assertThat(world.registry.find("aeroclub").club()).isEqualTo(other.club());
    }

    @Test
    void a_club_that_starts_billing_while_it_is_merged_has_to_look_again() {
        var total = world.offer(space).total();

        var both = meanwhile("set_up_package", this::merging, () -> world.starting(space, total));

        assertThat(both.first()).isInstanceOf(Merging.Merged.class);
        assertThat(both.second()).isInstanceOf(Started.Unknown.class);
        assertThat(world.registry.find("aeroclub").kind()).isEqualTo(Kind.TEST);
    }

    @Test
    void a_club_that_is_renamed_while_it_starts_billing_has_the_former_name_on_that_invoice() {
        var total = world.offer(space).total();

        var both = meanwhile("subscription_price", () -> world.starting(space, total), () -> renaming("Les Ailes"));

        assertThat(both.first()).isInstanceOf(Started.InProduction.class);
        assertThat(both.second()).isEqualTo(new Renaming.Renamed(space.club()));
        assertThat(world.invoices(space))
                .singleElement()
                .satisfies(invoice -> assertThat(invoice.buyer()).startsWith("Club of aeroclub\n"));
        assertThat(world.registry.find("aeroclub").club().name()).isEqualTo("Les Ailes");
    }

    @Test
    void a_space_that_an_operator_gives_to_the_club_into_which_its_own_is_merged_is_given_once() {
        var given = new SpaceForm("aeroclub", other.club().name(), space.contact(), Kind.TEST, "2.0", List.of());

        // The space is locked from the beginning, the club by its name only after the version.
        var both = meanwhile(
                "version",
                () -> world.registry.database.transaction(
                        tx -> world.registry.spaces.put(tx, given, Expected.ANY, "tester")),
                this::merging);

        assertThat(both.first()).isInstanceOf(Outcome.Written.class);
        assertThat(both.second()).isInstanceOf(Merging.Merged.class);
        assertThat(world.registry.find("aeroclub").club()).isEqualTo(other.club());
    }

    private Future<Merging> merging() {
        return world.registry.database.transaction(
                tx -> clubs.merge(tx, space.club().id(), other.club().id(), List.of(world.billing::pass)));
    }

    private Future<Renaming> renaming(String name) {
        return world.registry.database.transaction(
                tx -> clubs.rename(tx, space.club().id(), name));
    }

    private record Both(Object first, Object second) {}

    /// The first comes as far as the table, and goes on when the second waits as well.
    private Both meanwhile(String table, Supplier<? extends Future<?>> first, Supplier<? extends Future<?>> second) {
        var locked = Promise.<Void>promise();
        var free = Promise.<Void>promise();
        var holding =
                world.registry.database.transaction(tx -> tx.query("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE")
                        .execute()
                        .onSuccess(_ -> locked.complete())
                        .compose(_ -> free.future()));
        result(locked.future());
        var ahead = first.get();
        until("the first waits", () -> world.registry.waiting() == 1);
        var behind = second.get();
        until("the second waits", () -> world.registry.waiting() == 2);
        free.complete();
        result(holding);
        return new Both(result(ahead), result(behind));
    }
}
