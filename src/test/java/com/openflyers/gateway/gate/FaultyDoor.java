package com.openflyers.gateway.gate;

import com.openflyers.gateway.gate.Gate.Admission;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/// A gate as somebody might have written it, with one fault: the proof that the interleaving tests see such faults.
final class FaultyDoor implements Door {

    enum Fault {
        /// Looks at the state first and counts afterwards.
        ADMITS_AFTER_CLOSE(Scenario.A_DRAINED_GATE_STAYS_EMPTY),
        /// The end of a release opens the gate, even one that was closed again meanwhile.
        RELEASE_OPENS(Scenario.THE_END_OF_A_RELEASE_OPENS_NOTHING),
        /// Looks whether it is the last who waits first and gives its place up afterwards.
        LOSES_WAKE_UP(Scenario.THE_LAST_OF_TWO_ENDS_THE_RELEASE),
        /// Asks whether anybody waits first and opens afterwards.
        OPENS_FOR_NOBODY(Scenario.NEWCOMERS_DO_NOT_WAIT_FOR_NOBODY),
        /// Looks whether a ticket is left first and takes it afterwards.
        OVERSELLS_TICKETS(Scenario.A_PLACE_IS_GIVEN_ONCE),
        /// Reads the number of a ticket first and counts it afterwards: two are released as one.
        DOUBLES_NUMBERS(Scenario.A_NUMBER_IS_GIVEN_ONCE),
        /// Keeps the place of a ticket that was used.
        LEAKS_PLACES(Scenario.NOBODY_IS_LEFT_WAITING);

        private final Scenario shownBy;

        Fault(Scenario shownBy) {
            this.shownBy = shownBy;
        }

        Scenario shownBy() {
            return shownBy;
        }
    }

    private static final int OPEN = 0;
    private static final int HOLDING = 1 << 30;
    private static final int RELEASING = 1 << 29;
    private static final int COUNT = RELEASING - 1;

    private final Fault fault;
    private final int mostHeld;
    private final AtomicIntegerArray words = new AtomicIntegerArray(2);
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicLong next = new AtomicLong();

    FaultyDoor(Fault fault, int mostHeld) {
        this.fault = fault;
        this.mostHeld = mostHeld;
    }

    @Override
    public Admission enter(int lane) {
        if (fault == Fault.ADMITS_AFTER_CLOSE) {
            if ((words.get(lane) & ~COUNT) != OPEN) {
                return Admission.HELD;
            }
            words.incrementAndGet(lane);
            return Admission.ADMITTED;
        }
        return enterUnless(lane, HOLDING | RELEASING);
    }

    @Override
    public Admission enter(int lane, long ticket) {
        var admission = enterUnless(lane, HOLDING);
        if (admission == Admission.ADMITTED && fault != Fault.LEAKS_PLACES) {
            dropTicket();
        }
        return admission;
    }

    private Admission enterUnless(int lane, int states) {
        while (true) {
            var word = words.get(lane);
            if ((word & states) != 0) {
                return Admission.HELD;
            }
            if (words.compareAndSet(lane, word, word + 1)) {
                return Admission.ADMITTED;
            }
        }
    }

    @Override
    public boolean leave(int lane) {
        return (words.getAndDecrement(lane) & RELEASING) != 0;
    }

    @Override
    public long takeTicket() {
        if (fault == Fault.OVERSELLS_TICKETS) {
            if (held.get() >= mostHeld) {
                return Gate.NONE;
            }
            held.incrementAndGet();
            return next.getAndIncrement();
        }
        while (true) {
            var before = held.get();
            if (before >= mostHeld) {
                return Gate.NONE;
            }
            if (held.compareAndSet(before, before + 1)) {
                return number();
            }
        }
    }

    private long number() {
        if (fault == Fault.DOUBLES_NUMBERS) {
            var number = next.get();
            next.set(number + 1);
            return number;
        }
        return next.getAndIncrement();
    }

    @Override
    public void dropTicket() {
        var last = held.get() == 1;
        var left = held.decrementAndGet();
        if (fault == Fault.LOSES_WAKE_UP ? last : left == 0) {
            endRelease();
        }
    }

    @Override
    public void hold() {
        for (var lane = 0; lane < 2; lane++) {
            change(lane, COUNT, HOLDING);
        }
    }

    @Override
    public void open() {
        var waiting = held.get() > 0;
        for (var lane = 0; lane < 2; lane++) {
            change(lane, COUNT, RELEASING);
        }
        if (fault == Fault.OPENS_FOR_NOBODY ? !waiting : held.get() == 0) {
            endRelease();
        }
    }

    private void endRelease() {
        for (var lane = 0; lane < 2; lane++) {
            change(lane, fault == Fault.RELEASE_OPENS ? COUNT : ~RELEASING, 0);
        }
    }

    private void change(int lane, int kept, int added) {
        var word = words.get(lane);
        while (!words.compareAndSet(lane, word, (word & kept) | added)) {
            word = words.get(lane);
        }
    }

    @Override
    public long inFlight() {
        return (long) (words.get(0) & COUNT) + (words.get(1) & COUNT);
    }

    @Override
    public int held() {
        return held.get();
    }
}
