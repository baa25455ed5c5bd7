package com.openflyers.gateway.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.account.Account;
import com.openflyers.gateway.account.ClubNews;
import com.openflyers.gateway.account.StoreWorkflow;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.testing.Postgres;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverdueNewsDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();

    private final BillingUnderTest world = new BillingUnderTest(DATABASE);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void one_invoice_is_named_and_several_are_added_up_once_they_are_overdue() {
        var space = world.space("aeroclub", Kind.TEST, "2.0");
        var _ = world.start(space);

        assertThat(news(space, "2026-12-25")).isEmpty();
        var one = news(space, "2026-12-26").orElseThrow();
        assertThat(one.path()).isEqualTo("/billing/invoices/2026-0001");
        assertThat(said(one, Language.FRENCH))
                .startsWith("Il reste 29,20 € à payer sur la facture 2026-0001, échue le 25 décembre 2026 :");
        assertThat(said(one, Language.ENGLISH))
                .startsWith("Invoice 2026-0001, with €29.20 still to be paid, was due on 25 December 2026:");

        world.at("2027-01-01T08:00:00Z");
        world.look();
        var _ = world.pay("2026-0001", 920, "VIR 1");
        var two = news(space, "2027-03-01").orElseThrow();
        assertThat(two.path()).isEqualTo("/billing");
        assertThat(said(two, Language.FRENCH)).startsWith("Il reste 308,00 € à payer sur 2 factures échues :");
        assertThat(said(two, Language.ENGLISH)).startsWith("2 invoices, with €308.00 still to be paid, are overdue:");
    }

    private Optional<ClubNews.Line> news(RegisteredSpace space, String day) {
        var news = new OverdueNews(
                new StoreWorkflow(world.registry.database), world.billing.invoices(), () -> LocalDate.parse(day));
        return news.about(new Account(space.name(), space.club(), space.contact(), Account.Place.THERE, world.now()));
    }

    /// With blanks of one kind.
    private static String said(ClubNews.Line line, Language language) {
        return line.words().in(language).replaceAll("[\\u00A0\\u202F]", " ");
    }
}
