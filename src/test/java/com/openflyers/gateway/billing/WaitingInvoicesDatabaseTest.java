package com.openflyers.gateway.billing;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.account.Account;
import com.openflyers.gateway.account.ClubNews;
import com.openflyers.gateway.account.StoreWorkflow;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.testing.Postgres;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// No invoice is made out to a club whose postal address nobody knows, and nothing else waits for that.
class WaitingInvoicesDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();

    private final BillingUnderTest world = new BillingUnderTest(DATABASE);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_renewal_waits_for_the_address_and_is_invoiced_once_as_soon_as_it_is_known() {
        var space = world.spaceWithoutAddress("aeroclub", Kind.PRODUCTION, "1.3.1");
        world.look();
        world.at("2027-01-01T08:00:00Z");
        world.look();
        world.look();
        var waiting = world.invoices(space);
        var letters = world.count("SELECT count(*) FROM outbox");

        world.at("2027-03-01T08:00:00Z");
        world.price("1.3.1", 99_000, java.time.LocalDate.of(2027, 2, 1));
        world.address(space);
        world.look();
        world.look();

        assertThat(waiting).isEmpty();
        assertThat(letters).isZero();
        assertThat(world.registry.find("aeroclub").kind()).isEqualTo(Kind.PRODUCTION);
        assertThat(world.invoices(space)).singleElement().satisfies(invoice -> {
            assertThat(invoice.net()).isEqualTo(12_000);
            assertThat(invoice.buyer()).isEqualTo("Club of aeroclub\n1 piste 09\n31000 Toulouse");
            assertThat(invoice.issuedOn()).isEqualTo("2027-03-01");
        });
        assertThat(world.count("SELECT count(*) FROM outbox WHERE cause = 'invoice 2027-0001'"))
                .isEqualTo(2);
        assertThat(world.count("SELECT count(*) FROM waiting_invoice")).isZero();
    }

    @Test
    void a_move_and_its_way_back_wait_both_and_come_in_their_order() {
        var space = world.spaceWithoutAddress("aeroclub", Kind.PRODUCTION, "1.3.1");
        world.look();
        world.move(new Move("aeroclub", "1.3.1", "2.0", world.now(), "migration 1", 5000));
        world.address(space);
        // Its invoice can be made by now, and is not made yet: the credit note does not overtake it.
        world.moveBack(new Move("aeroclub", "2.0", "1.3.1", world.now(), "migration 1", 5000));
        var before = world.invoices(space);

        world.look();

        assertThat(before).isEmpty();
        var all = world.invoices(space).reversed();
        assertThat(all).extracting(Invoice::cause).containsExactly("migration 1", "migration 1 undone");
        assertThat(all.getFirst().lines()).hasSize(2);
        assertThat(all.getLast().corrects()).isEqualTo(all.getFirst().number());
        assertThat(all.getLast().total()).isEqualTo(-all.getFirst().total());
        assertThat(all.getFirst().isCancelled()).isTrue();
    }

    @Test
    void operators_see_who_lacks_an_address_and_the_club_is_asked_for_it() {
        var _ = world.space("known", Kind.PRODUCTION, "1.3.1");
        var _ = world.spaceWithoutAddress("tried", Kind.TEST, "1.3.1");
        var quiet = world.spaceWithoutAddress("alone", Kind.PRODUCTION, "1.3.1");
        var waiting = world.spaceWithoutAddress("waiting", Kind.PRODUCTION, "1.3.1");
        world.look();
        world.move(new Move("waiting", "1.3.1", "2.0", world.now(), "migration 1", 5000));

        assertThat(unaddressed())
                .extracting(lacking -> lacking.club().name() + " " + lacking.waiting())
                .containsExactly("Club of waiting 1", "Club of alone 0");
        assertThat(unaddressed().getFirst().spaces()).containsExactly("waiting");
        assertThat(unaddressed().getFirst().cents())
                .isEqualTo(5000 + ProRata.cents(12_000, java.time.LocalDate.of(2026, 11, 25)));
        assertThat(news(waiting).orElseThrow().words().french()).contains("elles attendent", "restent ouverts");
        assertThat(news(quiet).orElseThrow().words().french()).contains("prochaines factures");
        assertThat(news(waiting).orElseThrow().path()).startsWith("/record");
        world.address(waiting);
        assertThat(news(waiting)).isEmpty();
    }

    @Test
    void what_waits_goes_with_the_club_that_becomes_one_with_another() {
        var space = world.spaceWithoutAddress("aeroclub", Kind.PRODUCTION, "1.3.1");
        var other = world.space("other", Kind.PRODUCTION, "1.3.1");
        world.look();
        world.move(new Move("aeroclub", "1.3.1", "2.0", world.now(), "migration 1", 5000));

        result(world.registry.database.transaction(
                tx -> world.billing.pass(tx, space.club().id(), other.club().id())));
        world.look();

        assertThat(world.invoices(other)).extracting(Invoice::cause).containsExactly("migration 1");
    }

    private List<Unaddressed> unaddressed() {
        return result(world.billing.invoices().unaddressed(world.registry.database.pool(), 50));
    }

    private Optional<ClubNews.Line> news(RegisteredSpace space) {
        var news = new AddressNews(new StoreWorkflow(world.registry.database), world.billing.invoices());
        return news.about(new Account(space.name(), space.club(), space.contact(), Account.Place.THERE, world.now()));
    }
}
