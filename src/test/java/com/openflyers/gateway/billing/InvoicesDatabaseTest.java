package com.openflyers.gateway.billing;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openflyers.gateway.billing.Invoice.Line;
import com.openflyers.gateway.billing.Payments.Paid;
import com.openflyers.gateway.billing.SetUpPackage.State;
import com.openflyers.gateway.billing.SetUpPackages.Said;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvoicesDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    private final BillingUnderTest world = new BillingUnderTest(DATABASE);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void fifty_invoices_at_once_of_which_some_fail_are_numbered_without_a_gap() {
        var space = world.space("aeroclub", Kind.TEST, "2.0");

        var all = IntStream.range(0, 50)
                .mapToObj(n -> world.registry.database.transaction(tx -> world.billing
                        .invoices()
                        .issue(tx, space.club().id(), "test " + n, lines(1000), DAY)
                        .compose(invoice -> n % 5 == 4
                                ? Future.<Invoice>failedFuture("rolled back")
                                : Future.succeededFuture(invoice))))
                .map(Future::mapEmpty)
                .map(Future::otherwiseEmpty)
                .toList();
        result(Future.all(all));

        assertThat(world.invoices(space))
                .extracting(Invoice::number)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 40)
                        .mapToObj("2026-%04d"::formatted)
                        .toList());
    }

    @Test
    void the_ten_thousandth_invoice_of_a_year_comes_after_the_one_before_on_every_list() {
        var space = world.space("aeroclub", Kind.TEST, "2.0");
        world.registry.run("INSERT INTO invoice_counter VALUES (2026, 9997, DATE '2026-11-25')");
        for (var cause : List.of("a", "b", "c", "d")) {
            var _ = issue(space, cause, 1000);
        }
        var next = world.registry.database.transaction(tx ->
                world.billing.invoices().issue(tx, space.club().id(), "e", lines(1000), LocalDate.of(2027, 1, 1)));
        assertThat(result(next).number()).isEqualTo("2027-0001");

        var pool = world.registry.database.pool();
        var whole = List.of("2027-0001", "2026-10001", "2026-10000", "2026-9999", "2026-9998");
        assertThat(world.invoices(space)).extracting(Invoice::number).containsExactlyElementsOf(whole);
        assertThat(result(world.billing.invoices().page(pool, true, null, 10)))
                .extracting(Invoice::number)
                .containsExactlyElementsOf(whole);
        assertThat(result(world.billing.invoices().page(pool, false, "2026-10000", 2)))
                .extracting(Invoice::number)
                .containsExactly("2026-9999", "2026-9998");
        assertThat(result(world.billing.invoices().overdue(pool, LocalDate.of(2028, 1, 1))))
                .extracting(Invoice::number)
                .containsExactlyElementsOf(whole.reversed());
    }

    @Test
    void one_cause_has_one_invoice() {
        var space = world.space("aeroclub", Kind.TEST, "2.0");

        var first = issue(space, "once", 1000);
        var second = issue(space, "once", 1000);

        assertThat(second.number()).isEqualTo(first.number());
        assertThat(world.invoices(space)).hasSize(1);
    }

    @Test
    void an_invoice_and_its_lines_never_change() {
        var space = world.space("aeroclub", Kind.TEST, "2.0");
        var number = issue(space, "fixed", 1000).number();

        for (var sql : List.of(
                "UPDATE invoice SET total_cents = 1 WHERE number = '" + number + "'",
                "DELETE FROM invoice WHERE number = '" + number + "'",
                "UPDATE invoice_line SET cents = 1",
                "DELETE FROM invoice_line")) {
            assertThatThrownBy(() -> world.registry.run(sql)).as(sql).hasStackTraceContaining("do not change");
        }
    }

    @Test
    void payments_count_once_and_never_beyond_what_remains() {
        var space = world.space("aeroclub", Kind.TEST, "2.0");
        var number = issue(space, "paid", 10_000).number();

        assertThat(world.pay(number, 5000, "VIR 1"))
                .isInstanceOfSatisfying(
                        Paid.Recorded.class,
                        paid -> assertThat(paid.invoice().remainder()).isEqualTo(7000));
        assertThat(world.pay(number, 5000, "VIR 1")).isInstanceOf(Paid.KnownBefore.class);
        assertThat(world.pay(number, 7001, "VIR 2")).isEqualTo(new Paid.TooMuch(7000));
        assertThat(world.pay(number, 7000, "VIR 2")).isInstanceOf(Paid.Recorded.class);
        assertThat(world.pay("2026-9999", 1, "VIR 3")).isInstanceOf(Paid.Unknown.class);
        assertThat(world.invoices(space).getFirst().standing(DAY)).isEqualTo(Invoice.Standing.PAID);
    }

    @Test
    void a_credit_note_waits_for_the_next_invoice() {
        var space = world.space("aeroclub", Kind.TEST, "2.0");

        var credit = issue(space, "too much", -1000);
        var next = issue(space, "next", 3000);

        assertThat(credit.total()).isEqualTo(-1200);
        assertThat(next.remainder()).isEqualTo(2400);
        assertThat(world.invoices(space).getLast().leftOver()).isZero();
    }

    @Test
    void a_set_up_package_is_ordered_quoted_accepted_invoiced_and_done() {
        var space = world.spaceWithoutAddress("aeroclub", Kind.TEST, "2.0");
        var club = space.club().id();
        var packages = world.billing.packages();
        result(Future.all(IntStream.range(0, 10)
                .mapToObj(_ -> world.registry.database.transaction(
                        tx -> packages.order(tx, club, "Comptes pilotes", "aeroclub")))
                .toList()));
        var ordered = result(packages.ofClub(world.registry.database.pool(), club));
        assertThat(ordered).hasSize(1);
        var id = ordered.getFirst().id();

        assertThat(accept(club, id, 40_000)).isInstanceOf(Said.NotNow.class);
        var _ = result(world.registry.database.transaction(tx -> packages.quote(tx, id, 40_000)));
        assertThat(accept(club, id, 39_999)).isInstanceOf(Said.NotNow.class);
        assertThat(accept(club + 1, id, 40_000)).isInstanceOf(Said.Unknown.class);
        assertThat(accept(club, id, 40_000)).isInstanceOf(Said.NoAddress.class);
        assertThat(world.invoices(space)).isEmpty();
        address(club);
        assertThat(accept(club, id, 40_000)).isInstanceOf(Said.Done.class);
        assertThat(accept(club, id, 40_000)).isInstanceOf(Said.NotNow.class);
        var done = result(world.registry.database.transaction(tx -> packages.done(tx, id)));

        assertThat(((Said.Done) done).now().state()).isEqualTo(State.DONE);
        assertThat(world.invoices(space)).singleElement().satisfies(invoice -> {
            assertThat(invoice.net()).isEqualTo(40_000);
            assertThat(invoice.buyer()).isEqualTo("Club of aeroclub\n1 piste 09\n31000 Toulouse");
            assertThat(invoice.number())
                    .isEqualTo(((Said.Done) done).now().invoice().orElseThrow());
        });
    }

    /// Accepted, it is no longer among those that only one of may be: whoever orders waits for the other's end.
    @Test
    void an_order_beside_the_acceptance_of_the_one_before_finds_that_one() {
        var space = world.space("aeroclub", Kind.TEST, "2.0");
        var club = space.club().id();
        var packages = world.billing.packages();
        var id = quoted(club, 40_000);
        var accepted = Promise.<Said>promise();
        var end = Promise.<Void>promise();

        var accepting =
                world.registry.database.transaction(tx -> packages.accept(tx, club, id, 40_000, Optional.empty())
                        .onComplete(accepted)
                        .compose(_ -> end.future()));
        assertThat(result(accepted.future())).isInstanceOf(Said.Done.class);
        var ordering = world.registry.database.transaction(tx -> packages.order(tx, club, "Encore", "aeroclub"));
        until("the order waits", () -> world.registry.waiting() == 1);
        end.complete();
        result(accepting);
        assertThat(result(ordering)).isFalse();

        assertThat(result(packages.ofClub(world.registry.database.pool(), club)))
                .extracting(SetUpPackage::state)
                .containsExactly(State.ACCEPTED);
    }

    @Test
    void a_quote_that_goes_back_to_what_it_was_is_written_of_once_more() {
        var club = world.space("aeroclub", Kind.TEST, "2.0").club().id();
        var packages = world.billing.packages();
        var id = quoted(club, 40_000);

        for (var cents : List.of(30_000, 40_000)) {
            var _ = result(world.registry.database.transaction(tx -> packages.quote(tx, id, cents)));
        }

        // To both addresses of the club.
        assertThat(world.count("SELECT count(*) FROM outbox WHERE cause LIKE 'quote %'"))
                .isEqualTo(6);
    }

    @Test
    void of_two_clubs_that_become_one_the_accepted_package_stays_and_the_other_order_goes() {
        var packages = world.billing.packages();
        for (var name : List.of("deux", "un")) {
            var one = world.space("un-" + name, Kind.TEST, "2.0").club().id();
            var two = world.space("deux-" + name, Kind.TEST, "2.0").club().id();
            var before = name.equals("un") ? one : two;
            var _ = accept(before, quoted(before, 40_000), 40_000);
            var _ = quoted(before == one ? two : one, 30_000);

            result(world.registry.database.transaction(tx -> world.billing.pass(tx, two, one)));

            assertThat(result(packages.ofClub(world.registry.database.pool(), one)))
                    .extracting(SetUpPackage::state)
                    .containsExactlyInAnyOrder(State.ACCEPTED, State.DECLINED);
        }
    }

    @Test
    void two_clubs_that_become_one_have_their_invoices_and_one_order_together() {
        var one = world.space("un", Kind.TEST, "2.0").club().id();
        var space = world.space("deux", Kind.TEST, "2.0");
        var two = space.club().id();
        var _ = issue(space, "of two", 1000);
        for (var club : List.of(one, two)) {
            var _ = result(world.registry.database.transaction(
                    tx -> world.billing.packages().order(tx, club, "Tout", "somebody")));
        }

        result(world.registry.database.transaction(tx -> world.billing.pass(tx, two, one)));

        var pool = world.registry.database.pool();
        assertThat(result(world.billing.invoices().ofClub(pool, one))).hasSize(1);
        assertThat(result(world.billing.packages().ofClub(pool, one)))
                .extracting(SetUpPackage::state)
                .containsExactlyInAnyOrder(State.ORDERED, State.DECLINED);
    }

    @Test
    void after_two_clubs_became_one_the_credit_of_one_pays_for_the_other() {
        var one = world.space("un", Kind.TEST, "2.0");
        var two = world.space("deux", Kind.TEST, "2.0");
        var credit = issue(one, "too much", -1000);
        var open = issue(two, "open", 3000);
        assertThat(open.remainder()).isEqualTo(3600);

        result(world.registry.database.transaction(
                tx -> world.billing.pass(tx, one.club().id(), two.club().id())));

        var pool = world.registry.database.pool();
        assertThat(result(world.billing.invoices().find(pool, open.number()))
                        .orElseThrow()
                        .remainder())
                .isEqualTo(2400);
        assertThat(result(world.billing.invoices().find(pool, credit.number()))
                        .orElseThrow()
                        .leftOver())
                .isZero();
    }

    /// @return the package
    private long quoted(long club, long cents) {
        var packages = world.billing.packages();
        var _ = result(world.registry.database.transaction(tx -> packages.order(tx, club, "Tout", "somebody")));
        var id = result(packages.underWay(world.registry.database.pool(), club))
                .orElseThrow()
                .id();
        var _ = result(world.registry.database.transaction(tx -> packages.quote(tx, id, cents)));
        address(club);
        return id;
    }

    private void address(long club) {
        result(world.registry.database.transaction(
                tx -> world.billing.invoices().address(tx, club, "1 piste 09\n31000 Toulouse")));
    }

    private Said accept(long club, long id, long cents) {
        return result(world.registry.database.transaction(
                tx -> world.billing.packages().accept(tx, club, id, cents, Optional.empty())));
    }

    private Invoice issue(RegisteredSpace space, String cause, long cents) {
        return result(world.registry.database.transaction(
                tx -> world.billing.invoices().issue(tx, space.club().id(), cause, lines(cents), DAY)));
    }

    private static List<Line> lines(long cents) {
        return List.of(new Line(new Text("Essai", "Test"), cents));
    }
}
