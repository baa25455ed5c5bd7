package com.openflyers.gateway.billing;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.billing.Invoice.Line;
import com.openflyers.gateway.billing.Subscriptions.Started;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A node that dies in the middle of billing, as PostgreSQL sees it: its connection ends while its transaction is about
/// to write to one table after the other.
class CutBillingDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();

    private final BillingUnderTest world = new BillingUnderTest(DATABASE);

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscription",
                "subscription_price",
                "billing_address",
                "invoice_counter",
                "invoice",
                "invoice_line",
                "space",
                "feed",
                "audit",
                "outbox"
            })
    void a_start_that_is_cut_off_leaves_nothing_and_takes_no_number(String table) {
        var space = world.spaceWithoutAddress("aeroclub", Kind.TEST, "2.0");
        var total = world.offer(space).total();
        var audited = world.count("SELECT count(*) FROM audit");

        cutAt(table, () -> world.starting(space, total));

        assertThat(world.registry.find("aeroclub")).isEqualTo(space);
        for (var empty : new String[] {
            "subscription",
            "subscription_price",
            "billing_address",
            "invoice_counter",
            "invoice",
            "invoice_line",
            "outbox"
        }) {
            assertThat(world.count("SELECT count(*) FROM " + empty)).as(empty).isZero();
        }
        assertThat(world.count("SELECT count(*) FROM audit")).isEqualTo(audited);
        assertThat(world.start(space)).isInstanceOf(Started.InProduction.class);
        assertThat(world.invoices(space)).extracting(Invoice::number).containsExactly("2026-0001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscription",
                "subscription_price",
                "invoice_counter",
                "invoice",
                "invoice_line",
                "payment",
                "outbox"
            })
    void a_renewal_that_is_cut_off_is_completed_by_the_next_look(String table) {
        var one = world.space("un", Kind.TEST, "2.0");
        var two = world.space("deux", Kind.TEST, "2.0");
        var _ = world.start(one);
        var _ = world.start(two);
        // So that the renewal has something to set against, and writes to every table there is.
        var _ = result(world.registry.database.transaction(tx -> world.billing
                .invoices()
                .issue(
                        tx,
                        two.club().id(),
                        "too much",
                        List.of(new Line(Text.same("Rabais"), -10_000)),
                        LocalDate.of(2026, 12, 1))));
        world.at("2027-01-01T08:00:00Z");

        cutAt(table, world::looking);
        assertThat(ofNextYear()).isZero();
        assertThat(world.count("SELECT count(*) FROM outbox WHERE cause LIKE 'invoice 2027-%'"))
                .isZero();
        world.look();
        world.look();

        assertThat(ofNextYear()).isEqualTo(2);
        assertThat(world.count("SELECT last FROM invoice_counter WHERE year = 2027"))
                .isEqualTo(2);
        assertThat(world.count("SELECT count(*) FROM outbox WHERE cause LIKE 'invoice 2027-%'"))
                .isEqualTo(4);
        assertThat(world.invoices(two).getFirst().remainder()).isLessThan(28_800);
    }

    private long ofNextYear() {
        return world.count(
                "SELECT count(DISTINCT l.invoice) FROM invoice i JOIN invoice_line l ON l.invoice = i.number WHERE i.number LIKE '2027-%'");
    }

    /// Lets the work go on until it wants to write to the table, and ends its connection there.
    private void cutAt(String table, Supplier<Future<?>> work) {
        var other = result(world.registry.database.connect());
        run(other, "BEGIN");
        run(other, "LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE");
        var waiting =
                "FROM pg_locks WHERE NOT granted AND relation = '%s'::regclass AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                        .formatted(table);
        var working = work.get();
        until("somebody waits for " + table, () -> world.count("SELECT count(*) " + waiting) == 1);
        run(other, "SELECT pg_terminate_backend(pid) " + waiting);
        until("it has noticed", working::failed);
        run(other, "ROLLBACK");
        result(other.close());
    }

    private static void run(SqlConnection connection, String sql) {
        var _ = result(connection.query(sql).execute());
    }
}
