package com.openflyers.gateway.billing;

import com.openflyers.gateway.account.ClientArea;
import com.openflyers.gateway.account.ClientPages;
import com.openflyers.gateway.account.ClubExport;
import com.openflyers.gateway.account.ClubNews;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.LookoutVerticle;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.registry.Spaces;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Subscriptions, invoices and set-up packages, with their pages and what works for them by itself.
public final class Billing {

    /// What billing is done with.
    ///
    /// @param home the client area, where links in mails lead
    public record Parts(
            Vertx vertx, Database database, Spaces spaces, LetterLayout layout, URI home, InstantSource clock) {}

    private static final Duration RENEWALS = Duration.ofMinutes(1);

    private final Parts parts;
    private final Payments payments = new Payments();
    private final Invoices invoices;
    private final InvoiceFiles files;
    private final Subscriptions subscriptions;
    private final Renewals renewals;
    private final Moves moves;
    private final SetUpPackages packages;
    private final BillingMail mail;
    private final Corrections corrections;

    public Billing(Parts parts, BillingSettings settings) {
        this.parts = parts;
        mail = new BillingMail(parts.spaces(), parts.layout(), parts.home());
        invoices = new Invoices(settings, payments);
        files = new InvoiceFiles(
                parts.vertx(), parts.database(), invoices, new InvoicePdf()::of, InvoiceFiles.PATIENCE);
        subscriptions = new Subscriptions(parts.spaces(), invoices, mail, settings, parts.clock());
        var rows = new SubscriptionRepository();
        renewals = new Renewals(rows, parts.spaces(), invoices, mail, parts.clock());
        moves = new Moves(rows, parts.spaces(), invoices, renewals, mail);
        corrections = new Corrections(invoices, mail, parts.clock());
        packages = new SetUpPackages(invoices, mail, parts.clock());
    }

    public Invoices invoices() {
        return invoices;
    }

    public Payments payments() {
        return payments;
    }

    public Corrections corrections() {
        return corrections;
    }

    public InvoiceFiles files() {
        return files;
    }

    public Subscriptions subscriptions() {
        return subscriptions;
    }

    public SetUpPackages packages() {
        return packages;
    }

    /// In the transaction of a switch, before the pointer moves: the price of the other version holds from now on.
    public Future<Void> moved(SqlConnection tx, Move move) {
        return moves.moved(tx, move);
    }

    /// In the transaction of the way back, before the pointer moves; `move` says where it goes now.
    public Future<Void> movedBack(SqlConnection tx, Move move) {
        return moves.movedBack(tx, move);
    }

    /// Two clubs become one: invoices and packages go with them, and what one has to its credit pays for the other.
    public Future<Void> pass(SqlConnection tx, long from, long into) {
        return new MergerRepository().pass(tx, from, into).compose(_ -> payments.settle(tx, into));
    }

    /// Its pages in the client area.
    ///
    /// @param migrations what the page of a space says of migrations
    public List<ClientPages> pages(ClientArea area, SpaceNews migrations) {
        var store = area.store();
        var downloads = new DownloadWorkflow(store, invoices, files);
        return List.of(
                new SpacePages(store, area.records(), subscriptions, invoices, migrations, area::address),
                new BillingPages(store, subscriptions, invoices, payments, downloads, packages));
    }

    /// What is said of it in the file with all data of a club.
    public ClubExport export(ClientArea area) {
        return new BillingExport(area.store(), subscriptions, invoices, payments, packages);
    }

    /// What is said above a club's spaces.
    public ClubNews news(ClientArea area) {
        var overdue = new OverdueNews(area.store(), invoices, subscriptions::today);
        var address = new AddressNews(area.store(), invoices);
        return account -> overdue.about(account).or(() -> address.about(account));
    }

    /// What renews subscriptions and reminds of invoices, to be deployed on virtual threads.
    ///
    /// @param schema complete when the tables are there
    public Deployable renewals(Future<Void> schema) {
        var look = look();
        return new LookoutVerticle("subscriptions to renew", RENEWALS, schema, _ -> look.look());
    }

    RenewalWorkflow look() {
        return new RenewalWorkflow(parts.database(), subscriptions.rows(), renewals, invoices, payments, mail);
    }
}
