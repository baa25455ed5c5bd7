package com.openflyers.gateway.account;

import com.openflyers.gateway.mail.ParisTime;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.route.Space.Kind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Sentences about a club's spaces.
public final class SpaceWords {

    private SpaceWords() {}

    /// Which booking sheet governs: the first thing that members must be able to be told.
    ///
    /// @param since when each came to its version, by its name
    public static String governing(Screen screen, List<RegisteredSpace> spaces, Map<String, Instant> since) {
        var active = inOrder(spaces);
        var governing = active.stream().filter(SpaceWords::governs).toList();
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
        var day = since(screen, space, since);
        return screen.say(
                "Votre carnet de réservation est " + space.host() + ", version " + space.version()
                        + (day.isEmpty() ? "" : ", " + day) + ".",
                "Your booking sheet is " + space.host() + ", version " + space.version()
                        + (day.isEmpty() ? "" : ", " + day) + ".");
    }

    /// The open ones, those that govern first.
    public static List<RegisteredSpace> inOrder(List<RegisteredSpace> spaces) {
        return spaces.stream()
                .filter(space -> space.state() == RegisteredSpace.State.ACTIVE)
                .sorted(Comparator.comparing(space -> !governs(space)))
                .toList();
    }

    /// Such as `depuis le mardi 3 mars 2026`; empty if nobody knows.
    public static String since(Screen screen, RegisteredSpace space, Map<String, Instant> since) {
        var known = since.get(space.name());
        if (known == null) {
            return "";
        }
        var day = ParisTime.day(known, screen.language());
        return screen.say("depuis le " + day, "since " + day);
    }

    private static boolean governs(RegisteredSpace space) {
        return space.kind() == Kind.PRODUCTION;
    }
}
