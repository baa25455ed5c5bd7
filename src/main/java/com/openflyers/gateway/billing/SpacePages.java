package com.openflyers.gateway.billing;

import com.openflyers.gateway.account.ClientPages;
import com.openflyers.gateway.account.PageRoutes;
import com.openflyers.gateway.account.PostalAddresses;
import com.openflyers.gateway.account.RecordWorkflow;
import com.openflyers.gateway.account.StoreWorkflow;
import com.openflyers.gateway.account.View;
import com.openflyers.gateway.account.Visit;
import com.openflyers.gateway.billing.Subscriptions.Started;
import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.route.Space.Kind;
import java.util.LinkedHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The page of one space, and its way into production.
final class SpacePages implements ClientPages {

    private static final Text IN_PRODUCTION = new Text(
            "Votre espace est en production. La facture est partie par message.",
            "Your space is in production. The invoice is on its way by mail.");
    private static final Text ALREADY =
            new Text("Votre espace est déjà en production.", "Your space is in production already.");
    private static final Text BUSY = new Text(
            "Une migration de cet espace est en cours : attendez sa fin, puis recommencez.",
            "A migration of this space is under way: wait for its end, then try again.");
    private static final Text NO_PRICE = new Text(
            "Cette version n’a pas encore de tarif : écrivez-nous, nous vous répondrons vite.",
            "This version has no price yet: write to us and we will answer soon.");
    private static final Text OTHER_PRICE = new Text(
            "Le montant a changé depuis que vous avez ouvert la page : voici celui d’aujourd’hui.",
            "The amount has changed since you opened the page: here is today’s.");
    private static final Text TERMS =
            new Text("Cochez la case pour accepter les conditions.", "Tick the box to accept the terms.");

    private final StoreWorkflow store;
    private final RecordWorkflow records;
    private final Subscriptions subscriptions;
    private final Invoices invoices;
    private final SpaceNews migrations;
    private final UnaryOperator<String> addresses;

    /// @param addresses of a space by its name, as people open it
    SpacePages(
            StoreWorkflow store,
            RecordWorkflow records,
            Subscriptions subscriptions,
            Invoices invoices,
            SpaceNews migrations,
            UnaryOperator<String> addresses) {
        this.store = store;
        this.records = records;
        this.subscriptions = subscriptions;
        this.invoices = invoices;
        this.migrations = migrations;
        this.addresses = addresses;
    }

    @Override
    public void mount(PageRoutes routes) {
        routes.getOwn("/spaces/:space", visit -> own(visit, space -> space(visit, space)));
        routes.getOwn("/spaces/:space/production", visit -> own(visit, space -> production(visit, space)));
        routes.postOwn("/spaces/:space/production", visit -> own(visit, space -> start(visit, space)));
    }

    /// Another club's space and none at all look alike.
    private View own(Visit visit, Function<RegisteredSpace, View> page) {
        return records.spaces(visit.account()).stream()
                .filter(space -> space.name().equals(visit.path("space")))
                .filter(space -> space.state() == RegisteredSpace.State.ACTIVE)
                .findFirst()
                .map(page)
                .orElseGet(() -> new View.Refused(Problem.of(Cause.NOT_FOUND)));
    }

    private View space(Visit visit, RegisteredSpace space) {
        var page = View.page("space")
                .with("space", space)
                .with("address", addresses.apply(space.name()))
                .with("since", store.read(client -> subscriptions.rows().since(client, space.name())))
                .with("subscription", store.read(client -> subscriptions.rows().find(client, space.name())))
                .with("offer", store.read(client -> subscriptions.offer(client, space)))
                .with("migration", migrations.about(visit, space));
        return switch (visit.query("done")) {
            case "production" -> page.saying(IN_PRODUCTION);
            case "already" -> page.saying(ALREADY);
            default -> page;
        };
    }

    private View production(Visit visit, RegisteredSpace space) {
        if (space.kind() == Kind.PRODUCTION) {
            return new View.Moved(path(space) + "?done=already");
        }
        return store.read(client -> subscriptions.offer(client, space))
                .<View>map(offer -> form(visit, space, offer))
                .orElseGet(() -> space(visit, space) instanceof View.Shown shown ? shown.saying(NO_PRICE) : gone());
    }

    private View.Shown form(Visit visit, RegisteredSpace space, Offer offer) {
        var known = store.read(
                client -> invoices.address(client, visit.account().club().id()));
        return View.page("production")
                .with("space", space)
                .with("offer", offer)
                .with("payWithin", subscriptions.payWithin())
                .with("address", known);
    }

    private View start(Visit visit, RegisteredSpace space) {
        var faults = new LinkedHashMap<String, Text>();
        var address = PostalAddresses.clean(visit.typed("address"));
        PostalAddresses.fault(address).ifPresent(fault -> faults.put("address", fault));
        if (!visit.ticked("terms")) {
            faults.put("terms", TERMS);
        }
        if (!faults.isEmpty()) {
            return production(visit, space) instanceof View.Shown shown
                    ? shown.faulty(faults)
                    : new View.Moved(path(space));
        }
        var account = visit.account();
        var started = store.change(tx ->
                subscriptions.start(tx, account.club().id(), space.name(), account.name(), accepted(visit), address));
        return switch (started) {
            case Started.InProduction _ -> new View.Moved(path(space) + "?done=production");
            case Started.Already _ -> new View.Moved(path(space) + "?done=already");
            case Started.Unknown _ -> gone();
            case Started.NoPrice _ -> production(visit, space);
            case Started.OtherPrice(var now) ->
                form(visit, space, now).saying(OTHER_PRICE).status(409);
            case Started.Busy _ ->
                production(visit, space) instanceof View.Shown shown
                        ? shown.saying(BUSY).status(409)
                        : gone();
        };
    }

    /// What the page said; anything else is no amount, and so another one than today's.
    private static long accepted(Visit visit) {
        var typed = visit.typed("total");
        return typed.matches("[0-9]{1,12}") ? Long.parseLong(typed) : -1;
    }

    private static String path(RegisteredSpace space) {
        return "/spaces/" + space.name();
    }

    private static View gone() {
        return new View.Refused(Problem.of(Cause.NOT_FOUND));
    }
}
