package com.openflyers.gateway.billing;

import com.openflyers.gateway.account.ClientPages;
import com.openflyers.gateway.account.PageRoutes;
import com.openflyers.gateway.account.PostalAddresses;
import com.openflyers.gateway.account.StoreWorkflow;
import com.openflyers.gateway.account.View;
import com.openflyers.gateway.account.Visit;
import com.openflyers.gateway.billing.InvoiceFiles.Download;
import com.openflyers.gateway.billing.SetUpPackage.State;
import com.openflyers.gateway.billing.SetUpPackages.Said;
import com.openflyers.gateway.db.StoredEnum;
import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What the club has to pay and has paid, each invoice, and the set-up package.
final class BillingPages implements ClientPages {

    private static final int LONGEST_WISHES = 2000;

    private static final Text ORDERED = new Text(
            "Votre commande est notée : nous vous envoyons un devis.",
            "Your order is noted: we will send you a quote.");
    private static final Text ACCEPTED = new Text(
            "Devis accepté. La facture est partie par message.", "Quote accepted. The invoice is on its way by mail.");
    private static final Text DECLINED = new Text("C’est annulé.", "It is cancelled.");
    private static final Text CHANGED = new Text(
            "Le forfait a changé entre-temps : voici où il en est.",
            "The package has changed meanwhile: here is where it stands.");
    private static final Map<String, Text> NOTICES =
            Map.of("ordered", ORDERED, "accepted", ACCEPTED, "declined", DECLINED, "changed", CHANGED);
    private static final Text WISHES = new Text(
            "Dites-nous en quelques mots (2 000 caractères au plus) ce que vous souhaitez.",
            "Tell us in a few words (2,000 characters at most) what you wish for.");
    private static final Text UNDER_WAY = new Text(
            "Un forfait est déjà en cours : rien de nouveau n’est commandé.",
            "A package is already under way: nothing new is ordered.");

    private final StoreWorkflow store;
    private final Subscriptions subscriptions;
    private final Invoices invoices;
    private final Payments payments;
    private final DownloadWorkflow downloads;
    private final SetUpPackages packages;

    BillingPages(
            StoreWorkflow store,
            Subscriptions subscriptions,
            Invoices invoices,
            Payments payments,
            DownloadWorkflow downloads,
            SetUpPackages packages) {
        this.store = store;
        this.subscriptions = subscriptions;
        this.invoices = invoices;
        this.payments = payments;
        this.downloads = downloads;
        this.packages = packages;
    }

    @Override
    public void mount(PageRoutes routes) {
        routes.getOwn("/billing", this::billing);
        routes.getOwn("/billing/invoices/:number", this::invoice);
        routes.getOwn("/billing/invoices/:number/pdf", this::file);
        routes.postOwn("/billing/set-up", this::order);
        routes.postOwn("/billing/set-up/:id/accept", this::accept);
        routes.postOwn("/billing/set-up/:id/decline", this::decline);
    }

    private View billing(Visit visit) {
        var notice = NOTICES.get(visit.query("done"));
        return notice == null ? page(visit) : page(visit).saying(notice);
    }

    private View.Shown page(Visit visit) {
        var club = visit.account().club().id();
        return View.page("billing")
                .with("today", subscriptions.today())
                .with("address", store.read(client -> invoices.address(client, club)))
                .with("subscriptions", store.read(client -> subscriptions.ofClub(client, club)))
                .with("invoices", store.read(client -> invoices.ofClub(client, club)))
                .with("packages", store.read(client -> packages.ofClub(client, club)));
    }

    private View invoice(Visit visit) {
        var club = visit.account().club().id();
        return numbered(
                visit,
                number -> store.read(client -> invoices.find(client, number))
                        .filter(invoice -> invoice.club() == club)
                        .map(invoice -> View.page("invoice")
                                .with("invoice", invoice)
                                .with("today", subscriptions.today())
                                .with("payments", store.read(client -> payments.ofInvoice(client, number)))));
    }

    private View file(Visit visit) {
        return numbered(
                visit,
                number -> downloads
                        .file(visit.account().club().id(), number, visit.language())
                        .map(download -> switch (download) {
                            case Download.Made(var file) -> new View.Download(file.name(), file.type(), file.content());
                            case Download.NotNow(var problem) -> new View.Refused(problem);
                        }));
    }

    /// Another club's invoice and none at all look alike.
    private static View numbered(Visit visit, Function<String, Optional<View>> showing) {
        return Optional.of(visit.path("number"))
                .filter(number -> number.matches("[0-9]{4}-[0-9]{4,9}"))
                .flatMap(showing)
                .orElseGet(() -> new View.Refused(Problem.of(Cause.NOT_FOUND)));
    }

    private View order(Visit visit) {
        var wishes = visit.typed("wishes");
        var faults = new LinkedHashMap<String, Text>();
        if (wishes.isEmpty() || wishes.length() > LONGEST_WISHES || wishes.indexOf('\0') >= 0) {
            faults.put("wishes", WISHES);
        }
        var account = visit.account();
        var club = account.club().id();
        var address = address(visit, faults);
        if (!faults.isEmpty()) {
            return page(visit).faulty(faults);
        }
        return store.change(
                        tx -> said(tx, club, address).compose(_ -> packages.order(tx, club, wishes, account.name())))
                ? new View.Moved("/billing?done=ordered")
                : page(visit).faulty(Map.of("wishes", UNDER_WAY)).saying(UNDER_WAY);
    }

    private View accept(Visit visit) {
        var typed = visit.typed("cents");
        var cents = typed.matches("[0-9]{1,12}") ? Long.parseLong(typed) : -1;
        var club = visit.account().club().id();
        var faults = new LinkedHashMap<String, Text>();
        var address = address(visit, faults);
        if (!faults.isEmpty()) {
            return page(visit).faulty(faults);
        }
        return after(visit, store.change(tx -> packages.accept(tx, club, id(visit), cents, address)), State.ACCEPTED);
    }

    /// As it was typed into a form that asks for it, which is one of a club that has never said it.
    private Optional<String> address(Visit visit, Map<String, Text> faults) {
        var typed = PostalAddresses.clean(visit.typed("address"));
        var known = store.read(
                client -> invoices.address(client, visit.account().club().id()));
        if (typed.isEmpty() && !known.isEmpty()) {
            return Optional.empty();
        }
        PostalAddresses.fault(typed).ifPresent(fault -> faults.put("address", fault));
        return Optional.of(typed);
    }

    private Future<Void> said(SqlConnection tx, long club, Optional<String> address) {
        return address.map(typed -> invoices.address(tx, club, typed)).orElse(Future.succeededFuture());
    }

    private View decline(Visit visit) {
        return after(
                visit,
                store.change(tx -> packages.decline(tx, visit.account().club().id(), id(visit))),
                State.DECLINED);
    }

    /// A second click is told what the first one was.
    private View after(Visit visit, Said said, State wanted) {
        return switch (said) {
            case Said.NoAddress _ ->
                page(visit)
                        .faulty(PostalAddresses.fault("")
                                .map(fault -> Map.of("address", fault))
                                .orElseThrow());
            case Said.Done _ -> new View.Moved("/billing?done=" + StoredEnum.word(wanted));
            case Said.NotNow(var now) ->
                new View.Moved("/billing?done=" + (now.state() == wanted ? StoredEnum.word(wanted) : "changed"));
            case Said.Unknown _ -> new View.Refused(Problem.of(Cause.NOT_FOUND));
        };
    }

    private static long id(Visit visit) {
        var id = visit.path("id");
        return id.matches("[0-9]{1,15}") ? Long.parseLong(id) : 0;
    }
}
