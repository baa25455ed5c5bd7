package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.migration.Event;
import com.openflyers.gateway.migration.State;

/// Where a migration is and what can happen to it, in plain words.
public final class StateWords {

    private StateWords() {}

    public static Text of(State state) {
        return switch (state) {
            case REQUESTED -> new Text("demandée", "requested");
            case PREFLIGHT -> new Text("vérifications préalables", "being checked");
            case ARMED -> new Text("attend un instant calme", "waiting for a quiet instant");
            case HOLDING -> new Text("requêtes en attente", "requests are waiting");
            case FENCING -> new Text("verrouillage de l’ancienne base", "locking the old database");
            case FENCED -> new Text("ancienne base verrouillée", "the old database is locked");
            case RETURNING -> new Text("service rendu après la copie", "service given back after the copy");
            case COPIED -> new Text("copie faite", "copied");
            case COUNTED -> new Text("copie comptée", "counted");
            case MIGRATED -> new Text("données converties", "data converted");
            case VERIFIED -> new Text("données vérifiées", "data verified");
            case REHEARSED -> new Text("répétée, à approuver", "rehearsed, to be approved");
            case SCHEDULED -> new Text("approuvée, attend sa plage", "approved, waiting for its window");
            case AWAITING_COPY ->
                new Text("service interrompu, copie à faire à la main", "service interrupted, to be copied by hand");
            case SWITCHED -> new Text("basculée", "switched");
            case OBSERVING -> new Text("en service, observée", "in service, being watched");
            case AWAITING_CLUB ->
                new Text("en service, le club doit se prononcer", "in service, waiting for the club’s word");
            case ACCEPTED -> new Text("acceptée par le club", "accepted by the club");
            case ARCHIVED -> new Text("terminée, ancienne base archivée", "done, old database archived");
            case ABORTING -> new Text("retour à l’ancienne version", "going back to the old version");
            case ROLLED_BACK -> new Text("revenue en arrière, rien de perdu", "rolled back, nothing lost");
            case REVERSED -> new Text("ancienne version rétablie", "the old version serves again");
            case REFUSED -> new Text("refusée", "refused");
            case WITHDRAWN -> new Text("retirée par le club", "withdrawn by the club");
            case NEEDS_HUMAN -> new Text("arrêtée, à examiner", "stopped, to be looked at");
        };
    }

    public static Text of(Event event) {
        return switch (event) {
            case DONE -> new Text("étape faite", "step done");
            case FAILED -> new Text("étape impossible", "step failed");
            case DEADLINE -> new Text("temps écoulé", "out of time");
            case SPARED -> new Text("copié sans attente", "copied without a wait");
            case REHEARSE -> new Text("Répéter", "Rehearse");
            case APPROVE -> new Text("Approuver", "Approve");
            case REFUSE -> new Text("Refuser", "Refuse");
            case WITHDRAW -> new Text("Retirer", "Withdraw");
            case SCHEDULE -> new Text("Planifier", "Schedule");
            case START -> new Text("Démarrer", "Start");
            case CONFIRM_COPIED -> new Text("Confirmer la copie", "Confirm the copy");
            case ABORT -> new Text("Abandonner", "Abort");
            case ACCEPT -> new Text("Accepter", "Accept");
            case REVERSE -> new Text("Revenir en arrière", "Reverse");
            case RESUME -> new Text("Reprendre", "Resume");
            case ARCHIVE -> new Text("Archiver", "Archive");
        };
    }

    /// How a state looks: on its way, well, in want of somebody, or bad.
    public static String mood(State state) {
        return switch (state) {
            case ACCEPTED, ARCHIVED, SWITCHED, OBSERVING -> "good";
            case REHEARSED, AWAITING_COPY, AWAITING_CLUB, ABORTING, ROLLED_BACK -> "warn";
            case NEEDS_HUMAN -> "bad";
            case REFUSED, WITHDRAWN, REVERSED -> "over";
            case REQUESTED,
                    PREFLIGHT,
                    ARMED,
                    HOLDING,
                    FENCING,
                    FENCED,
                    RETURNING,
                    COPIED,
                    COUNTED,
                    MIGRATED,
                    VERIFIED,
                    SCHEDULED -> "going";
        };
    }

    /// @param late as the API writes it
    public static Text late(String late) {
        return switch (late) {
            case "over-24h" -> new Text("depuis plus de 24 h", "for over 24 h");
            case "over-5d" -> new Text("depuis plus de 5 jours", "for over 5 days");
            case "overdue" -> new Text("en retard", "overdue");
            default -> Text.same("");
        };
    }

    /// @param source as the API writes it
    public static Text source(String source) {
        return switch (source) {
            case "mail" -> new Text("par courriel", "by mail");
            case "telephone" -> new Text("par téléphone", "by telephone");
            case "forum" -> new Text("sur le forum", "in the forum");
            default -> new Text("dans l’espace client", "in the client area");
        };
    }
}
