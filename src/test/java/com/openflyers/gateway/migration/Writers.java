package com.openflyers.gateway.migration;

/// Who writes into the club's databases: clients through the gates, and somebody beside them.
final class Writers {

    private Writers() {}

    /// A write of a client.
    static final class Request {
        enum Fate {
            TO_COME,
            HELD,
            SENT,
            RECORDED,
            ANSWERED,
            /// The answer says that it was not.
            NOT_RECORDED,
            /// Its node has crashed, its server goes on with it.
            ORPHANED,
            ABANDONED,
            /// The answer is 5xx.
            FAILED
        }

        private static final Fate[] FATES = Fate.values();

        Fate phase = Fate.TO_COME;
        int node;
        /// That it is meant for, or was sent to.
        int version;
        boolean wasSent;

        boolean isAtNode() {
            return phase == Fate.HELD || phase == Fate.SENT || phase == Fate.RECORDED;
        }

        boolean isInFlight(int at) {
            return node == at && (phase == Fate.SENT || phase == Fate.RECORDED);
        }

        void exchange(Bits bits) {
            phase = bits.field(phase, FATES, 4);
            node = bits.field(node, 1);
            version = bits.field(version, 1);
            wasSent = bits.field(wasSent);
        }
    }

    /// Who writes beside the gates, in a session of his own.
    static final class Stranger {
        enum Standing {
            AWAY,
            /// Past the look at whether sessions are taken.
            LOGGING_IN,
            CONNECTED,
            WRITING
        }

        private static final Standing[] STANDINGS = Standing.values();

        Standing phase = Standing.AWAY;
        int version;
        /// How many of his writes are committed.
        int committed;

        boolean isOn(int store) {
            return version == store && (phase == Standing.CONNECTED || phase == Standing.WRITING);
        }

        void exchange(Bits bits) {
            phase = bits.field(phase, STANDINGS, 2);
            version = bits.field(version, 1);
            committed = bits.field(committed, 2);
        }
    }
}
