package com.openflyers.gateway.account;

import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.route.Space.Kind;
import java.util.List;

/// Sentences about a club's spaces.
public final class SpaceWords {

    private SpaceWords() {}

    /// Which booking book governs: the first thing that members must be able to be told.
    public static String governing(Screen screen, List<RegisteredSpace> spaces) {
        var active = spaces.stream()
                .filter(space -> space.state() == RegisteredSpace.State.ACTIVE)
                .toList();
        var governing =
                active.stream().filter(space -> space.kind() == Kind.PRODUCTION).toList();
        if (governing.isEmpty()) {
            return active.isEmpty()
                    ? screen.say("Votre club n’a pas encore d’espace ouvert.", "Your club has no open space yet.")
                    : screen.say(
                            "Votre club n’a que des espaces de test : aucun ne fait foi.",
                            "Your club has test spaces only: none of them governs.");
        }
        if (governing.size() > 1) {
            return screen.say(
                    "Votre club a " + governing.size() + " espaces en production ; chacun fait foi pour les siens.",
                    "Your club has " + governing.size() + " production spaces; each governs for its own.");
        }
        var space = governing.getFirst();
        return screen.say(
                "Votre carnet de réservation est " + space.host() + ", version " + space.version() + ".",
                "Your booking book is " + space.host() + ", version " + space.version() + ".");
    }
}
