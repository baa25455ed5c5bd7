package com.openflyers.gateway.migration;

/// What can crash, hang or be cut off: a node with its gate, and whoever drives the migration on one.
final class Machines {

    private static final State[] STATES = State.values();

    private Machines() {}

    static final class Node {
        boolean up = true;
        boolean cutOff;
        int applied;
        /// Its word about the space: of its present run, at which revision, with nothing in flight.
        boolean said;
        int saidRevision;
        boolean saidEmpty;

        boolean hears() {
            return up && !cutOff;
        }

        boolean isOpen() {
            return applied % 2 == 0;
        }

        void forget() {
            said = false;
            saidRevision = 0;
            saidEmpty = false;
        }

        int order() {
            return (applied << World.VIEWS | saidRevision) << 4
                    | (up ? 8 : 0)
                    | (cutOff ? 4 : 0)
                    | (said ? 2 : 0)
                    | (saidEmpty ? 1 : 0);
        }

        void exchange(Bits bits) {
            up = bits.field(up);
            cutOff = bits.field(cutOff);
            applied = bits.field(applied, World.VIEWS);
            said = bits.field(said);
            saidRevision = bits.field(saidRevision, World.VIEWS);
            saidEmpty = bits.field(saidEmpty);
        }
    }

    static final class Coordinator {
        enum Phase {
            IDLE,
            /// Has read the row; the step is to be done.
            READ,
            /// Has seen that there is no copy.
            SAW_NO_COPY,
            /// Has seen a copy without its mark.
            SAW_OTHER_COPY,
            /// Has copied; the mark is to be made.
            COPIED,
            DONE,
            /// Only with a fault: has opened the old database, and is about to say that the attempt has failed.
            GIVING_UP
        }

        private static final Phase[] PHASES = Phase.values();

        Phase phase = Phase.IDLE;
        State state = State.REQUESTED;
        int attempt;
        /// Whether the row is as it was read.
        boolean fresh;

        void leave() {
            phase = Phase.IDLE;
            state = State.REQUESTED;
            attempt = 0;
            fresh = false;
        }

        @SuppressWarnings("EnumOrdinal") // of this run alone, and a million times a second
        int order() {
            return ((phase.ordinal() * STATES.length + state.ordinal()) * 4 + attempt) * 2 + (fresh ? 1 : 0);
        }

        void exchange(Bits bits) {
            phase = bits.field(phase, PHASES, 3);
            state = bits.field(state, STATES, 5);
            attempt = bits.field(attempt, 2);
            fresh = bits.field(fresh);
        }
    }
}
