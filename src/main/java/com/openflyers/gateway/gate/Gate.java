package com.openflyers.gateway.gate;

import java.util.concurrent.atomic.AtomicLongArray;

/// Admits, holds or refuses the requests of one space and counts those in flight.
///
/// The count is split over *lanes*, one for each event loop, each on a cache line of its own, so that the loops of a
/// busy space do not fight over one word. Every lane holds its count and the gate's state in one long and changes both
/// by one compare-and-set: once [#hold] or [#refuse] has written the state to every lane, nobody is admitted any more,
/// and a sum of zero that is seen then stays zero.
///
/// Of places in flight, and of tickets, a tenth more is [kept][#enterReserve] for those who ask for little: one client
/// that takes all there are takes none of these.
///
/// Who is held takes a [ticket][#takeTicket] and asks again with it until it is admitted or gives up. While anybody
/// waits, an open gate holds newcomers as well, so that they do not overtake.
public final class Gate {

    /// No ticket: as many wait as may.
    public static final long NONE = -1;

    private static final long HOLDING = 1L << 62;
    private static final long REFUSING = 1L << 61;
    /// Open again, and some who were held are still waiting for their turn.
    private static final long RELEASING = 1L << 60;
    private static final long COUNT = RELEASING - 1;

    /// Part of the limit that is kept in reserve, beyond it.
    private static final int RESERVE = 10;

    /// 128 bytes: two cache lines, as the adjacent-line prefetcher pulls them in pairs.
    private static final int STRIDE = 16;
    /// Where, behind its word, a lane counts those it ever admitted.
    private static final int ADMITTED = 1;

    private final AtomicLongArray words;
    private final int lanes;
    private final int limit;
    private final int mostHeld;
    private final Tickets tickets;

    /// @param lanes    how many event loops there are
    /// @param limit    requests in flight at once before more are turned away
    /// @param mostHeld requests that may wait at once
    /// @param tickets  for those who are held
    Gate(int lanes, int limit, int mostHeld, Tickets tickets) {
        this.words = new AtomicLongArray(lanes * STRIDE);
        this.lanes = lanes;
        this.limit = limit;
        this.mostHeld = mostHeld;
        this.tickets = tickets;
    }

    /// What became of a request that came to the gate.
    public enum Admission {
        /// Counted; [#leave] must be called exactly once.
        ADMITTED,
        /// As many in flight as allowed.
        FULL,
        /// To wait, with a ticket.
        HELD,
        /// To be refused.
        CLOSED
    }

    /// @param lane the caller's event loop, 0 to lanes - 1; nobody else may use it
    public Admission enter(int lane) {
        return enter(lane, limit);
    }

    /// The same, with the reserve: for somebody of whom few requests are in flight.
    public Admission enterReserve(int lane) {
        return enter(lane, limit + limit / RESERVE);
    }

    private Admission enter(int lane, int most) {
        var slot = lane * STRIDE;
        while (true) {
            var word = words.get(slot);
            if (word > COUNT) {
                return (word & REFUSING) == 0 ? Admission.HELD : Admission.CLOSED;
            }
            if (isFull(word, most)) {
                return Admission.FULL;
            }
            if (words.weakCompareAndSetVolatile(slot, word, word + 1)) {
                count(slot);
                return Admission.ADMITTED;
            }
        }
    }

    /// Asks again for a request that waits. Once admitted its ticket is used up.
    ///
    /// @param ticket from [#takeTicket]
    public Admission enter(int lane, long ticket) {
        var slot = lane * STRIDE;
        while (true) {
            var word = words.get(slot);
            if ((word & REFUSING) != 0) {
                return Admission.CLOSED;
            }
            if ((word & HOLDING) != 0 || !tickets.isCalled(ticket)) {
                return Admission.HELD;
            }
            if (isFull(word, limit)) {
                return Admission.FULL;
            }
            if (words.weakCompareAndSetVolatile(slot, word, word + 1)) {
                count(slot);
                dropTicket();
                return Admission.ADMITTED;
            }
        }
    }

    /// @param lane the one that was entered
    /// @return whether somebody waits, to whom the place may be of use
    public boolean leave(int lane) {
        var before = words.getAndDecrement(lane * STRIDE);
        if ((before & COUNT) == 0) {
            words.getAndIncrement(lane * STRIDE);
            throw new IllegalStateException("a request left the gate that had not entered it");
        }
        return (before & RELEASING) != 0;
    }

    /// A place among those who wait, in the order in which they came.
    ///
    /// @return its number, for [#enter] until that admits or [#dropTicket] gives it up; or [#NONE]
    public long takeTicket() {
        return tickets.take(mostHeld);
    }

    /// The same, with the reserve: for somebody of whom few requests wait.
    public long takeReservedTicket() {
        return tickets.take(mostHeld + mostHeld / RESERVE);
    }

    /// Gives up a ticket that was not used.
    public void dropTicket() {
        if (tickets.drop() == 0) {
            endRelease();
        }
    }

    /// From the return on, nobody is admitted until [#open]; who comes waits.
    public void hold() {
        close(HOLDING);
    }

    /// From the return on, nobody is admitted until [#open]; who comes, and who waits already, is refused.
    public void refuse() {
        close(REFUSING);
    }

    /// Admits again: who waits first, little by little. Does nothing to an open gate. One caller at a time, as for
    /// [#hold] and [#refuse].
    public void open() {
        if ((words.get(0) & (HOLDING | REFUSING)) == 0) {
            return;
        }
        tickets.call();
        for (var lane = 0; lane < lanes; lane++) {
            change(lane, COUNT, RELEASING);
        }
        // Asked only now: whoever gives up the last ticket after this question ends the release itself.
        if (tickets.held() == 0) {
            endRelease();
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

    /// Requests admitted since this node began: two equal numbers mean that none was in between.
    public long admitted() {
        var sum = 0L;
        for (var lane = 0; lane < lanes; lane++) {
            sum += words.get(lane * STRIDE + ADMITTED);
        }
        return sum;
    }

    /// Requests that wait.
    public int held() {
        return tickets.held();
    }

    private void close(long state) {
        for (var lane = 0; lane < lanes; lane++) {
            change(lane, COUNT, state);
        }
    }

    /// Newcomers need not wait any more. Takes back nothing but its own bit: a hold may have begun meanwhile.
    private void endRelease() {
        for (var lane = 0; lane < lanes; lane++) {
            change(lane, ~RELEASING, 0);
        }
    }

    /// A loop where `getAndUpdate` would do: the interleaving tests do not look into a lambda.
    private void change(int lane, long kept, long added) {
        var slot = lane * STRIDE;
        var word = words.get(slot);
        while (!words.compareAndSet(slot, word, (word & kept) | added)) {
            word = words.get(slot);
        }
    }

    /// The other lanes are looked at only by a lane that has more than its share, so that the usual request touches one
    /// cache line.
    private boolean isFull(long word, int most) {
        return (word & COUNT) >= most / lanes && inFlight() >= most;
    }

    /// No atomic addition: a lane has one writer.
    private void count(int slot) {
        words.setRelease(slot + ADMITTED, words.getPlain(slot + ADMITTED) + 1);
    }
}
