package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.migration.Fault.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Every fault in every state that a coordinator takes a migration out of, from the request to the switch, on the way
/// back after it, and while what it has left is archived and set aside.
final class Faults {

    private Faults() {}

    static List<Fault> all() {
        return Arrays.stream(State.values())
                .flatMap(state -> purposes(state).stream()
                        .flatMap(purpose -> kinds(state).stream().map(kind -> new Fault(kind, purpose, state))))
                .toList();
    }

    /// A few for every build: each kind, and each state in which something happens outside of the registry.
    static List<Fault> everyday() {
        return List.of(
                new Fault(Kind.FAILS_BEFORE, Purpose.REHEARSAL, State.RETURNING),
                new Fault(Kind.ZOMBIE_BEFORE, Purpose.CUTOVER, State.HOLDING),
                new Fault(Kind.SECOND, Purpose.CUTOVER, State.FENCING),
                new Fault(Kind.ZOMBIE_AFTER, Purpose.CUTOVER, State.FENCED),
                new Fault(Kind.FAILS_AFTER, Purpose.CUTOVER, State.COUNTED),
                new Fault(Kind.OBSTRUCTED, Purpose.CUTOVER, State.MIGRATED),
                new Fault(Kind.ANSWER_LOST, Purpose.CUTOVER, State.VERIFIED),
                new Fault(Kind.KILLED, Purpose.CUTOVER, State.ABORTING),
                new Fault(Kind.SECOND, Purpose.REVERSE, State.FENCED),
                new Fault(Kind.SECOND, Purpose.CUTOVER, State.ACCEPTED));
    }

    /// Without a default: a new state does not compile until it is said here which faults it has.
    private static Set<Purpose> purposes(State state) {
        return switch (state) {
            case REQUESTED, PREFLIGHT, RETURNING, REHEARSED -> EnumSet.of(Purpose.REHEARSAL);
            case ARMED, HOLDING, FENCING, FENCED, COPIED, VERIFIED, ABORTING -> EnumSet.allOf(Purpose.class);
            // On the way back nothing is converted.
            case COUNTED, MIGRATED -> EnumSet.of(Purpose.REHEARSAL, Purpose.CUTOVER);
            case SWITCHED, ACCEPTED -> EnumSet.of(Purpose.CUTOVER);
            case REVERSED -> EnumSet.of(Purpose.REVERSE);
            // It is taken up as a rehearsal's, and armed as a cutover's.
            case SCHEDULED -> EnumSet.of(Purpose.REHEARSAL);
            // Somebody's word leads out of them, or a day that no test can await, or nothing.
            case OBSERVING, AWAITING_CLUB, AWAITING_COPY -> EnumSet.noneOf(Purpose.class);
            case ROLLED_BACK, NEEDS_HUMAN -> EnumSet.noneOf(Purpose.class);
            case ARCHIVED, REFUSED, WITHDRAWN -> EnumSet.noneOf(Purpose.class);
        };
    }

    /// Giving back is all in what is recorded: it can fail, and is tried again for ever. Who archives records no state.
    private static Set<Kind> kinds(State state) {
        return switch (state) {
            case ABORTING -> EnumSet.complementOf(EnumSet.of(Kind.OBSTRUCTED));
            case ACCEPTED, REVERSED -> EnumSet.complementOf(EnumSet.of(Kind.OBSTRUCTED, Kind.ANSWER_LOST));
            default -> EnumSet.allOf(Kind.class);
        };
    }
}
