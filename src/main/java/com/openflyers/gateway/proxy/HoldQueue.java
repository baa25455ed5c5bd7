package com.openflyers.gateway.proxy;

import com.openflyers.gateway.route.Closure;
import com.openflyers.gateway.route.Closure.Ending;
import com.openflyers.gateway.route.Route;
import com.openflyers.gateway.route.Space.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// The requests of one space that wait on one event loop, in the order in which they came.
///
/// Whoever has news [looks][#look]: the route table when the gate changes, a request that leaves its place, and in any
/// case the loop, ten times a second. So a wake-up that is lost costs a tenth of a second and never a request.
final class HoldQueue {

    /// How long after its time a closure that ends by itself is waited for: the gate opens from another thread.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Route route;
    private final SequencedSet<HeldRequest> waiting = new LinkedHashSet<>();
    private @Nullable Closure known;
    private long knownEnd;
    private boolean looking;

    HoldQueue(Route route) {
        this.route = route;
    }

    void add(HeldRequest request) {
        waiting.addLast(request);
    }

    void remove(HeldRequest request) {
        waiting.remove(request);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Lets go on who may, and gives up who must, the first first.
    ///
    /// @param stopping whether nobody may wait any longer
    void look(boolean stopping) {
        if (looking) {
            return; // a request that went on was done at once, and its place is free: the loop below sees to it
        }
        looking = true;
        try {
            while (!waiting.isEmpty() && waiting.getFirst().advance(stopping || isOver())) {
                // the next one
            }
        } finally {
            looking = false;
        }
    }

    /// Whether nobody may wait for the end of this closure any more.
    static boolean hasEnded(@Nullable Closure closure) {
        return closure != null && closure.mode() == Mode.HOLD && left(closure).isNegative();
    }

    /// The same for the present closure, its end turned into the loop's own time only once: nobody waits longer because
    /// the wall clock was set back.
    private boolean isOver() {
        var target = route.target();
        var closure = target == null ? null : target.space().closure();
        if (closure == null || closure.mode() != Mode.HOLD) {
            return false;
        }
        var now = System.nanoTime();
        if (!closure.equals(known)) {
            known = closure;
            knownEnd = now + left(closure).toNanos();
        }
        return now - knownEnd >= 0;
    }

    private static Duration left(Closure closure) {
        var until = closure.ending() == Ending.OPENS ? closure.until().plus(GRACE) : closure.until();
        return Duration.between(Instant.now(), until);
    }
}
