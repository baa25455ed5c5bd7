package com.openflyers.gateway.migration;

import com.openflyers.gateway.account.ClientPages;
import com.openflyers.gateway.account.PageRoutes;
import com.openflyers.gateway.account.View;
import com.openflyers.gateway.account.Visit;
import com.openflyers.gateway.registry.RegisteredSpace;
import java.util.List;
import java.util.Optional;

/// The settings of two of the club's spaces side by side: those of the old test space are copied by hand.
final class SettingsPages implements ClientPages {

    private final OfferWorkflow offers;
    private final ContrastWorkflow contrasts;

    SettingsPages(OfferWorkflow offers, ContrastWorkflow contrasts) {
        this.offers = offers;
        this.contrasts = contrasts;
    }

    @Override
    public void mount(PageRoutes routes) {
        routes.getOwn("/spaces/:space/settings", this::page);
    }

    private View page(Visit visit) {
        var spaces = offers.spaces(visit.account());
        var space = named(spaces, visit.path("space"));
        if (space.isEmpty()) {
            return OfferPages.unknown();
        }
        var others = spaces.stream().filter(other -> !other.equals(space.get())).toList();
        var beside = visit.query("beside");
        var other = named(others, beside);
        if (!beside.isEmpty() && other.isEmpty()) {
            return OfferPages.unknown();
        }
        var page = View.page("settings").with("space", space.get()).with("others", others);
        return other.isEmpty()
                ? page
                : page.with("other", other.get())
                        .with("outcome", Optional.of(contrasts.compare(space.get(), other.get())));
    }

    private static Optional<RegisteredSpace> named(List<RegisteredSpace> spaces, String name) {
        return spaces.stream().filter(space -> space.name().equals(name)).findFirst();
    }
}
