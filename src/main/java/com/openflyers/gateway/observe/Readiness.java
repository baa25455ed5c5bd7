package com.openflyers.gateway.observe;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Whether this node should get traffic, and why not: one fact from each part that has an opinion.
public final class Readiness {

    /// What one part says of itself.
    public sealed interface Fact {}

    public record Ready() implements Fact {}

    /// Serves, but somebody should look at it; the reason is for operators.
    public record Degraded(String reason) implements Fact {}

    /// Cannot serve; the reason is for operators.
    public record NotReady(String reason) implements Fact {}

    public enum Overall {
        READY,
        /// Takes traffic all the same: taking it away would not help the clubs.
        DEGRADED,
        NOT_READY,
        /// Going down on purpose; whatever the facts say.
        DRAINING
    }

    /// All facts at one moment, by the names of the parts.
    public record Report(Overall overall, SortedMap<String, Fact> facts) {

        public boolean takesTraffic() {
            return overall == Overall.READY || overall == Overall.DEGRADED;
        }
    }

    private final ConcurrentHashMap<String, Fact> facts = new ConcurrentHashMap<>();
    private volatile boolean draining;

    /// Replaces what the part said before. A part that must not be forgotten says early that it is not ready yet.
    public void set(String part, Fact fact) {
        facts.put(part, fact);
    }

    /// For good: nothing makes a draining node ready again.
    public void drain() {
        draining = true;
    }

    public Report report() {
        var now = new TreeMap<>(facts);
        if (draining) {
            return new Report(Overall.DRAINING, now);
        }
        var overall = Overall.READY;
        for (var fact : now.values()) {
            var said = switch (fact) {
                case Ready() -> Overall.READY;
                case Degraded _ -> Overall.DEGRADED;
                case NotReady _ -> Overall.NOT_READY;
            };
            overall = said.compareTo(overall) > 0 ? said : overall;
        }
        return new Report(overall, now);
    }
}
