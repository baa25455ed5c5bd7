package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.registry.Outcome;

/// Why the registry has not done what a migration wanted, as sentences for an operator.
final class Refusals {

    private Refusals() {}

    static Text pointerStays(Outcome.OfFlip outcome) {
        var why = of(outcome);
        return new Text(
                "le pointeur ne peut pas être déplacé : " + why.french(),
                "the pointer cannot be moved: " + why.english());
    }

    static Text gateStays(Outcome.OfGate outcome) {
        var why = of(outcome);
        return new Text(
                "l’accès à l’espace ne peut pas être suspendu : " + why.french(),
                "the gate cannot be closed: " + why.english());
    }

    private static Text of(Outcome.OfFlip outcome) {
        return switch (outcome) {
            case Outcome.NoDatabase none ->
                new Text(
                        "l’espace n’a pas de base de la version " + none.version(),
                        "the space has no database of version " + none.version());
            case Outcome.Fenced fenced ->
                new Text(
                        "la base de l’espace pour la version " + fenced.version() + ", " + fenced.database()
                                + ", refuse toute écriture",
                        "the space's database of version " + fenced.version() + ", " + fenced.database()
                                + ", refuses every writer");
            case Outcome.MovedByHand moved ->
                new Text(
                        "la migration " + moved.migration() + " a mené l’espace ici à la main",
                        "migration " + moved.migration() + " brought the space here by hand");
            case Outcome.ToBeMovedByHand coming ->
                new Text(
                        "la migration " + coming.migration() + " doit y mener l’espace à la main",
                        "migration " + coming.migration() + " is to bring the space there by hand");
            case Outcome.UnknownVersion unknown -> unregistered(unknown.name());
            case Outcome.UnknownSpace unknown -> gone(unknown.name());
            case Outcome.SpaceClosed closed -> closed(closed);
            case Outcome.StaleRevision stale -> stale(stale);
            case Outcome.Reserved reserved -> reserved(reserved.by());
            case Outcome.Unchanged _, Outcome.Flipped _ ->
                new Text("l’espace est déjà sur cette version", "the space is on that version already");
        };
    }

    private static Text of(Outcome.OfGate outcome) {
        return switch (outcome) {
            case Outcome.UnknownSpace unknown -> gone(unknown.name());
            case Outcome.SpaceClosed closed -> closed(closed);
            case Outcome.StaleRevision stale -> stale(stale);
            case Outcome.Reserved reserved -> reserved(reserved.by());
            case Outcome.Unchanged _, Outcome.Written _ ->
                new Text("il en est déjà ainsi", "it is as it was wished already");
        };
    }

    static Text of(Outcome.OfReservation outcome) {
        return switch (outcome) {
            case Outcome.UnknownSpace unknown -> gone(unknown.name());
            case Outcome.SpaceClosed closed -> closed(closed);
            case Outcome.Reserved reserved -> reserved(reserved.by());
            case Outcome.Unchanged _ ->
                new Text("il est déjà réservé à cette migration", "it is reserved for this migration already");
        };
    }

    /// @param space that was there when the migration was asked for
    static Text gone(String space) {
        return new Text("l’espace " + space + " n’existe plus", "there is no space " + space + " any more");
    }

    /// @param version that was there when the migration was asked for
    static Text unregistered(String version) {
        return new Text(
                "la version " + version + " n’est plus enregistrée",
                "version " + version + " is not registered any more");
    }

    static Text reserved(String by) {
        return new Text("l’espace est réservé à " + by, "the space is reserved for " + by);
    }

    /// @param migration of the space, other than the one that is asked about
    static Text underWay(long migration) {
        return new Text(
                "la migration " + migration + " de l’espace est en cours",
                "migration " + migration + " of the space is under way");
    }

    private static Text closed(Outcome.SpaceClosed closed) {
        return new Text("l’espace " + closed.name() + " est fermé", "the space " + closed.name() + " is closed");
    }

    private static Text stale(Outcome.StaleRevision stale) {
        return new Text(
                "l’espace a changé entre-temps, en révision " + stale.current(),
                "the space has changed meanwhile, to revision " + stale.current());
    }
}
