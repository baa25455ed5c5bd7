package com.openflyers.gateway.migration;

import com.openflyers.gateway.account.ClientPages;
import com.openflyers.gateway.account.PageRoutes;
import com.openflyers.gateway.account.PostalAddresses;
import com.openflyers.gateway.account.View;
import com.openflyers.gateway.account.Visit;
import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/// The two alternatives of a club that wants another version, and its request: a wish, its summary, the confirmation.
final class OfferPages implements ClientPages {

    private static final Text NOT_TO_THERE = new Text(
            "L’espace ne peut pas passer à cette version. Choisissez-en une ci-dessous, ou écrivez-nous.",
            "The space cannot move to that version. Choose one below, or write to us.");
    private static final Text ACCEPT = new Text("Cochez pour accepter ce prix.", "Tick to accept this price.");
    private static final Text OTHER_PRICE = new Text(
            "Le prix a changé depuis : relisez avant de confirmer.",
            "The price has changed since: read again before you confirm.");

    private final OfferWorkflow offers;
    private final InstantSource clock;

    OfferPages(OfferWorkflow offers, InstantSource clock) {
        this.offers = offers;
        this.clock = clock;
    }

    @Override
    public void mount(PageRoutes routes) {
        routes.getOwn("/spaces/:space/migration", visit -> of(visit, this::alternatives));
        routes.postOwn("/spaces/:space/migration", visit -> of(visit, this::summary));
        routes.postOwn("/spaces/:space/migration/confirm", visit -> of(visit, this::confirm));
        // Whoever reloads the summary, or comes back to it.
        routes.getOwn(
                "/spaces/:space/migration/confirm",
                visit -> of(visit, (_, offer) -> visit.typed("to").isEmpty() ? start(offer) : summary(visit, offer)));
    }

    private View of(Visit visit, BiFunction<Visit, Offer, View> page) {
        return offers.find(visit.account(), visit.path("space"))
                .map(offer -> page.apply(visit, offer))
                .orElseGet(OfferPages::unknown);
    }

    static View unknown() {
        return new View.Refused(Problem.of(Cause.NOT_FOUND));
    }

    /// With something typed, it is the summary in another language.
    private View alternatives(Visit visit, Offer offer) {
        if (!visit.typed("to").isEmpty()) {
            return summary(visit, offer);
        }
        return offer.underWay().<View>map(OfferPages::follow).orElseGet(() -> page(offer));
    }

    private static View.Shown page(Offer offer) {
        return View.page("move").with("offer", offer);
    }

    private View summary(Visit visit, Offer offer) {
        var wish = Wish.of(visit);
        if (offer.latest() > wish.seen()) {
            return follow(offer.latest());
        }
        var target = offer.target(wish.to()).filter(offer::isOpen);
        if (target.isEmpty()) {
            return page(offer).saying(NOT_TO_THERE).status(422);
        }
        if (visit.ticked("edit")) {
            return page(offer).keeping();
        }
        var faults = wish.faults(clock.instant());
        return faults.isEmpty()
                ? summary(offer, target.get(), wish)
                : page(offer).faulty(faults);
    }

    private static View.Shown summary(Offer offer, Offer.Target target, Wish wish) {
        return View.page("move-summary")
                .with("offer", offer)
                .with("target", target)
                .with("wish", wish)
                .with("asksAddress", offer.lacksAddress(target, wish))
                .keeping();
    }

    private View confirm(Visit visit, Offer offer) {
        var wish = Wish.of(visit);
        if (offer.latest() > wish.seen()) {
            return follow(offer.latest());
        }
        var target = offer.target(wish.to()).filter(offer::isOpen);
        var faults = wish.faults(clock.instant());
        if (target.isEmpty() || !faults.isEmpty()) {
            return page(offer).faulty(faults).saying(NOT_TO_THERE).status(422);
        }
        var missing = missing(offer, target.get(), wish);
        if (!missing.isEmpty()) {
            return summary(offer, target.get(), wish).faulty(missing);
        }
        return switch (offers.request(visit.account(), offer.space(), wish)) {
            case OfferWorkflow.Outcome.Asked(var migration) -> follow(migration);
            // Looked up again: what was offered a moment ago is what does not hold any more.
            case OfferWorkflow.Outcome.OtherPrice _ ->
                of(
                        visit,
                        (_, now) -> now.target(wish.to())
                                .filter(now::isOpen)
                                .<View>map(then -> summary(now, then, wish).faulty(Map.of("accepted", OTHER_PRICE)))
                                .orElseGet(() -> page(now).saying(NOT_TO_THERE).status(422)));
            case OfferWorkflow.Outcome.Impossible _ ->
                page(offer).saying(NOT_TO_THERE).status(422);
        };
    }

    /// What the summary asks for beside the wish.
    private static Map<String, Text> missing(Offer offer, Offer.Target target, Wish wish) {
        var faults = new LinkedHashMap<String, Text>();
        if (offer.lacksAddress(target, wish) || !wish.address().isEmpty()) {
            PostalAddresses.fault(wish.address()).ifPresent(fault -> faults.put("address", fault));
        }
        if (offer.asksPrice(target) && wish.cents().isEmpty()) {
            faults.put("accepted", ACCEPT);
        }
        return faults;
    }

    private static View start(Offer offer) {
        return new View.Moved("/spaces/" + offer.space().name() + "/migration");
    }

    private static View follow(Migration migration) {
        return follow(migration.id());
    }

    private static View follow(long migration) {
        return new View.Moved("/migrations/" + migration);
    }
}
