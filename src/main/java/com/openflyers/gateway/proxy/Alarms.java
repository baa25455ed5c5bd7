package com.openflyers.gateway.proxy;

/// The deadlines of one event loop: looked through ten times a second instead of scheduled one by one.
///
/// Setting an alarm writes one field, which a request does several times; a timer for each would cost more than
/// forwarding it. Alarms ring up to one [#TICK] late, which no deadline of ours minds.
final class Alarms {

    /// Nanoseconds from one look to the next.
    static final long TICK = 100_000_000L;

    private final Alarm ring = new Alarm(this, () -> {});
    private long now = System.nanoTime();

    /// The loop's clock in nanoseconds, as of the last look.
    long now() {
        return now;
    }

    /// An alarm that is not set. It must be [cancelled][Alarm#cancel] when its owner goes.
    Alarm add(Runnable onRing) {
        var alarm = new Alarm(this, onRing);
        alarm.next = ring;
        alarm.previous = ring.previous;
        ring.previous.next = alarm;
        ring.previous = alarm;
        return alarm;
    }

    /// Rings what is due.
    void look() {
        now = System.nanoTime();
        var alarm = ring.next;
        while (alarm != ring) {
            // Taken first: ringing may cancel the alarm, or the next one.
            var following = alarm.next;
            if (alarm.isDue(now)) {
                alarm.clear();
                alarm.onRing.run();
            }
            alarm = following.cancelled ? ring.next : following;
        }
    }

    /// One deadline that is set again and again.
    static final class Alarm {

        private final Alarms alarms;
        private final Runnable onRing;
        private boolean set;
        private long at;

        private boolean cancelled;

        /// Neighbours in the ring.
        private Alarm next = this;

        private Alarm previous = this;

        private Alarm(Alarms alarms, Runnable onRing) {
            this.alarms = alarms;
            this.onRing = onRing;
        }

        void in(long nanos) {
            at = alarms.now + nanos;
            set = true;
        }

        void clear() {
            set = false;
        }

        void cancel() {
            set = false;
            if (!cancelled) {
                cancelled = true;
                previous.next = next;
                next.previous = previous;
            }
        }

        private boolean isDue(long now) {
            return set && now - at >= 0;
        }
    }
}
