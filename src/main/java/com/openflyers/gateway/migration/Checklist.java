package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.migration.Course.Purpose;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an operator does for a migration by hand, in order: the gateway interrupts the service and moves the pointer,
/// all between the two is people's work.
public final class Checklist {

    /// @param verb by which the gateway is told; null for what is done elsewhere
    public record Item(Text what, @Nullable Event verb, boolean done) {}

    private static final Text APPROVE = new Text("Approuver la demande.", "Approve the request.");
    private static final Text PLAN = new Text(
            "Convenir d’une plage avec le club et la planifier : un mail l’en prévient.",
            "Agree on a window with the club and schedule it: a mail tells the club.");
    private static final Text START = new Text(
            "Démarrer, ou attendre la plage : le service est interrompu.",
            "Start, or wait for the window: the service is interrupted.");
    private static final Text COUNT = new Text(
            "Compter des deux côtés membres, aéronefs, réservations et comptes ; comparer.",
            "Count members, aircraft, bookings and accounts on both sides; compare.");
    private static final Text LOOK = new Text(
            "S’identifier et regarder le planning ; puis le club dit si tout va bien.",
            "Log in and look at the planning; then the club says whether all is well.");

    private Checklist() {}

    private enum Reached {
        REQUESTED,
        APPROVED,
        STARTED,
        CONFIRMED;

        boolean atLeast(Reached other) {
            return compareTo(other) >= 0;
        }
    }

    /// Empty when there is nothing to be done by hand.
    ///
    /// @param entered whether the other version's database is no obstacle any more
    static List<Item> of(Migration migration, boolean entered) {
        var isBack = migration.purpose() == Purpose.REVERSE;
        return migration.course().isManual()
                ? reached(migration.state(), isBack)
                        .map(reached ->
                                isBack ? wayBack(migration, reached, entered) : cutover(migration, reached, entered))
                        .orElse(List.of())
                : List.of();
    }

    private static List<Item> cutover(Migration migration, Reached reached, boolean entered) {
        var isPlanned = migration.windowFrom() != null && migration.state() != State.ROLLED_BACK;
        var copy = new Text(
                "Copier les données de la version %s, les convertir, les charger dans la base de la version %s."
                        .formatted(migration.from(), migration.to()),
                "Copy the data of version %s, convert it, load it into the database of version %s."
                        .formatted(migration.from(), migration.to()));
        return List.of(
                new Item(APPROVE, Event.APPROVE, reached.atLeast(Reached.APPROVED)),
                new Item(prepare(migration), null, entered),
                new Item(PLAN, Event.SCHEDULE, isPlanned || reached.atLeast(Reached.STARTED)),
                new Item(START, Event.START, reached.atLeast(Reached.STARTED)),
                new Item(copy, null, reached == Reached.CONFIRMED),
                new Item(COUNT, null, reached == Reached.CONFIRMED),
                new Item(confirm(migration), Event.CONFIRM_COPIED, reached == Reached.CONFIRMED),
                new Item(LOOK, Event.ACCEPT, false));
    }

    private static List<Item> wayBack(Migration migration, Reached reached, boolean entered) {
        var copy = new Text(
                "Recopier dans la base de la version %s ce qui a été enregistré sur la version %s depuis la bascule."
                        .formatted(migration.from(), migration.to()),
                "Copy back into the database of version %s what was recorded on version %s since the switch."
                        .formatted(migration.from(), migration.to()));
        return List.of(
                new Item(prepare(migration), null, entered),
                new Item(copy, null, reached == Reached.CONFIRMED),
                new Item(COUNT, null, reached == Reached.CONFIRMED),
                new Item(confirm(migration), Event.CONFIRM_COPIED, reached == Reached.CONFIRMED));
    }

    private static Text prepare(Migration migration) {
        return new Text(
                "Préparer la base de la version %s ; si c’est une des nôtres, l’inscrire à l’espace avant qu’il ne soit réservé."
                        .formatted(migration.goal()),
                "Prepare the database of version %s; if it is one of ours, enter it at the space before that is reserved."
                        .formatted(migration.goal()));
    }

    private static Text confirm(Migration migration) {
        return new Text(
                "Confirmer la copie avec ces nombres : l’adresse passe à la version %s. Avant cela, « Abandonner » rend le service tel qu’il était."
                        .formatted(migration.goal()),
                "Confirm the copy with these numbers: the address moves to version %s. Before that, \"Abort\" gives the service back as it was."
                        .formatted(migration.goal()));
    }

    /// Empty when it is over, or on its way to where it began.
    private static Optional<Reached> reached(State state, boolean isBack) {
        return switch (state) {
            case REQUESTED -> Optional.of(Reached.REQUESTED);
            case SCHEDULED, ROLLED_BACK, NEEDS_HUMAN -> Optional.of(Reached.APPROVED);
            case ARMED, HOLDING, AWAITING_COPY -> Optional.of(Reached.STARTED);
            case VERIFIED -> Optional.of(Reached.CONFIRMED);
            case SWITCHED, OBSERVING, AWAITING_CLUB -> isBack ? Optional.empty() : Optional.of(Reached.CONFIRMED);
            case PREFLIGHT,
                    FENCING,
                    FENCED,
                    RETURNING,
                    COPIED,
                    COUNTED,
                    MIGRATED,
                    REHEARSED,
                    ACCEPTED,
                    ARCHIVED,
                    ABORTING,
                    REVERSED,
                    REFUSED,
                    WITHDRAWN -> Optional.empty();
        };
    }
}
