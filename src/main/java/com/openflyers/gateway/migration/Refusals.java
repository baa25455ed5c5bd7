package com.openflyers.gateway.migration;

import com.openflyers.gateway.registry.Outcome;

/// Why the registry has not done what a migration wanted, as sentences for an operator.
final class Refusals {

    private Refusals() {}

    static String of(Outcome.OfFlip outcome) {
        return switch (outcome) {
            case Outcome.NoDatabase none -> "the space has no database of version " + none.version();
            case Outcome.Fenced fenced ->
                "the space's database of version " + fenced.version() + ", " + fenced.database()
                        + ", refuses every writer";
            case Outcome.MovedByHand moved -> "migration " + moved.migration() + " brought the space here by hand";
            case Outcome.UnknownVersion unknown -> "version " + unknown.name() + " is not registered any more";
            case Outcome.UnknownSpace unknown -> unknown(unknown);
            case Outcome.SpaceClosed closed -> closed(closed);
            case Outcome.StaleRevision stale -> stale(stale);
            case Outcome.Reserved reserved -> reserved(reserved);
            case Outcome.Unchanged _, Outcome.Flipped _ -> "the space is on that version already";
        };
    }

    static String of(Outcome.OfGate outcome) {
        return switch (outcome) {
            case Outcome.UnknownSpace unknown -> unknown(unknown);
            case Outcome.SpaceClosed closed -> closed(closed);
            case Outcome.StaleRevision stale -> stale(stale);
            case Outcome.Reserved reserved -> reserved(reserved);
            case Outcome.Unchanged _, Outcome.Written _ -> "it is as it was wished already";
        };
    }

    static String of(Outcome.OfReservation outcome) {
        return switch (outcome) {
            case Outcome.UnknownSpace unknown -> unknown(unknown);
            case Outcome.SpaceClosed closed -> closed(closed);
            case Outcome.Reserved reserved -> reserved(reserved);
            case Outcome.Unchanged _ -> "it is reserved for this migration already";
        };
    }

    private static String unknown(Outcome.UnknownSpace unknown) {
        return "there is no space " + unknown.name() + " any more";
    }

    private static String closed(Outcome.SpaceClosed closed) {
        return "the space " + closed.name() + " is closed";
    }

    private static String stale(Outcome.StaleRevision stale) {
        return "the space has changed meanwhile, to revision " + stale.current();
    }

    private static String reserved(Outcome.Reserved reserved) {
        return "the space is reserved for " + reserved.by();
    }
}
