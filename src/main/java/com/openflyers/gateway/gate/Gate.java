package com.openflyers.gateway.gate;

import java.util.concurrent.atomic.AtomicLongArray;

/// Admits or refuses the requests of one space and counts those in flight.
///
/// The count is split over *lanes*, one for each event loop, each on a cache line of its own, so that the loops of a
/// busy space do not fight over one word. Every lane holds its count and a closed bit in one long and changes both by
/// one compare-and-set: once [#close] has set the bit on every lane, nobody is admitted any more, and a sum of zero
/// that is seen then stays zero.
public final class Gate {

    private static final long CLOSED = 1L << 62;
    private static final long COUNT = CLOSED - 1;
    /// 128 bytes: two cache lines, as the adjacent-line prefetcher pulls them in pairs.
    private static final int STRIDE = 16;

    private final AtomicLongArray words;
    private final int lanes;
    private final int limit;

    /// @param lanes how many event loops there are
    /// @param limit requests in flight at once before more are turned away
    Gate(int lanes, int limit) {
        this.words = new AtomicLongArray(lanes * STRIDE);
        this.lanes = lanes;
        this.limit = limit;
    }

    /// What became of a request that came to the gate.
    public enum Admission {
        /// Counted; [#leave] must be called exactly once.
        ADMITTED,
        /// As many in flight as allowed.
        FULL,
        CLOSED
    }

    /// @param lane the caller's event loop, 0 to lanes - 1
    public Admission enter(int lane) {
        var slot = lane * STRIDE;
        while (true) {
            var word = words.get(slot);
            if ((word & CLOSED) != 0) {
                return Admission.CLOSED;
            }
            // The other lanes are looked at only by a lane that has more than its share, so that the usual
            // request touches one cache line.
            if ((word & COUNT) >= limit / lanes && inFlight() >= limit) {
                return Admission.FULL;
            }
            if (words.weakCompareAndSetVolatile(slot, word, word + 1)) {
                return Admission.ADMITTED;
            }
        }
    }

    /// @param lane the one that was entered
    public void leave(int lane) {
        var before = words.getAndDecrement(lane * STRIDE);
        if ((before & COUNT) == 0) {
            words.getAndIncrement(lane * STRIDE);
            throw new IllegalStateException("a request left the gate that had not entered it");
        }
    }

    /// From the return on, nobody is admitted until [#open].
    public void close() {
        for (var lane = 0; lane < lanes; lane++) {
            words.getAndUpdate(lane * STRIDE, word -> word | CLOSED);
        }
    }

    public void open() {
        for (var lane = 0; lane < lanes; lane++) {
            words.getAndUpdate(lane * STRIDE, word -> word & COUNT);
        }
    }

    /// Requests admitted that have not left. Exact while closed; else a glimpse.
    public long inFlight() {
        var sum = 0L;
        for (var lane = 0; lane < lanes; lane++) {
            sum += words.get(lane * STRIDE) & COUNT;
        }
        return sum;
    }
}
