package com.openflyers.gateway.migration;

import com.openflyers.gateway.account.ClientPages;
import com.openflyers.gateway.account.PageRoutes;
import com.openflyers.gateway.account.View;
import com.openflyers.gateway.account.Visit;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.registry.RegisteredSpace;
import java.util.Map;
import java.util.function.BiFunction;

/// The request to remove an old test space, with its name typed: never a consequence of anything else.
final class RemovalPages implements ClientPages {

    private static final Text KEPT = new Text(
            "Cet espace ne peut pas être supprimé maintenant : il est en production, ou une migration l’occupe.",
            "This space cannot be removed now: it is in production, or a migration has it.");

    private final FollowWorkflow moves;

    RemovalPages(FollowWorkflow moves) {
        this.moves = moves;
    }

    @Override
    public void mount(PageRoutes routes) {
        routes.getOwn("/spaces/:space/removal", visit -> of(visit, (_, space) -> page(space)));
        routes.postOwn("/spaces/:space/removal", visit -> of(visit, this::remove));
    }

    private View of(Visit visit, BiFunction<Visit, RegisteredSpace, View> page) {
        return moves.removable(visit.account(), visit.path("space"))
                .map(space -> page.apply(visit, space))
                // Somebody's second click, or the page of before.
                .orElseGet(() -> moves.isGone(visit.account(), visit.path("space"))
                        ? new View.Moved("/spaces")
                        : OfferPages.unknown());
    }

    private static View.Shown page(RegisteredSpace space) {
        return View.page("removal").with("space", space);
    }

    private View remove(Visit visit, RegisteredSpace space) {
        var typed = visit.typed("name");
        if (!typed.equals(space.name())) {
            return page(space)
                    .faulty(Map.of(
                            "name",
                            new Text(
                                    "Écrivez le nom de l’espace : " + space.name(),
                                    "Type the name of the space: " + space.name())));
        }
        return switch (moves.remove(visit.account(), space, typed)) {
            case RemovalWorkflow.Outcome.Removed(var droppedAt, var _) ->
                View.page("removed").with("space", space).with("droppedAt", droppedAt);
            // Of two clicks at once, the first has done it.
            case RemovalWorkflow.Outcome.Unknown _, RemovalWorkflow.Outcome.Removable _ -> new View.Moved("/spaces");
            case RemovalWorkflow.Outcome.Kept _ -> page(space).saying(KEPT).status(409);
        };
    }
}
