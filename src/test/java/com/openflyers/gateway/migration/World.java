package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.migration.Machines.Coordinator;
import com.openflyers.gateway.migration.Machines.Node;
import com.openflyers.gateway.migration.Writers.Request;
import com.openflyers.gateway.migration.Writers.Stranger;
import com.openflyers.gateway.registry.Engine;
import java.util.Arrays;

/// Everything that a migration of one space has to do with, small enough to be looked at in every state it can take:
/// the migration's row, the pointer, the databases of both versions and the copies between them, two nodes, two
/// coordinators, clients, and somebody who writes beside the gates.
///
/// Revisions of the row are not kept: whether a coordinator's view of it is *fresh* says all that a compare-and-set on
/// state, attempt and revision would find out. Revisions of the space are: an odd one is a hold, an even one is open.
final class World {

    static final int OLD = 0;
    static final int NEW = 1;
    static final int NODES = 2;

    static final int VIEWS = 3;
    private static final State[] STATES = State.values();
    private static final Purpose[] PURPOSES = Purpose.values();

    /// A database of a version.
    static final class Store {
        static final int ABSENT = 0;
        static final int LIVE = 1;

        /// [#ABSENT], [#LIVE], or [#LIVE] and the attempt that has fenced it.
        int name;
        boolean takesSessions;
        /// Of the version's servers, from before sessions were refused.
        boolean keptSessions;
        boolean converted = true;
        /// A bit for each.
        int writes;

        boolean reachable() {
            return name == LIVE && takesSessions;
        }

        private void exchange(Bits bits) {
            name = bits.field(name, 2);
            takesSessions = bits.field(takesSessions);
            keptSessions = bits.field(keptSessions);
            converted = bits.field(converted);
            writes = bits.field(writes, 4);
        }
    }

    /// A database that an attempt makes.
    static final class Copy {
        boolean there;
        /// The attempt whose mark it bears; 0 while it is unfinished.
        int mark;
        boolean converted;
        int writes;

        void clear() {
            there = false;
            mark = 0;
            converted = false;
            writes = 0;
        }

        private void exchange(Bits bits) {
            there = bits.field(there);
            mark = bits.field(mark, 2);
            converted = bits.field(converted);
            writes = bits.field(writes, 4);
        }
    }

    State state = State.REQUESTED;
    Purpose purpose = Purpose.REHEARSAL;
    int attempt;
    /// By attempt.
    final Purpose[] purposes = {Purpose.REHEARSAL, Purpose.REHEARSAL, Purpose.REHEARSAL};
    /// By attempt: whether it was decided, and more than once.
    final int[] decisions = new int[3];
    /// Whose fenced name the old database has since the switch.
    int kept;

    int revision;
    /// A bit for each opening: the version served from then on.
    int served;

    final Store[] stores = {new Store(), new Store()};
    /// By attempt.
    final Copy[] copies = {new Copy(), new Copy(), new Copy()};
    final Node[] nodes = {new Node(), new Node()};
    final Request[] requests = {new Request(), new Request()};
    final Stranger stranger = new Stranger();
    final Coordinator[] coordinators = {new Coordinator(), new Coordinator()};
    int crashes;
    int cuts;

    static World first(Setting setting) {
        var world = new World();
        world.state = setting.start();
        world.stores[OLD].name = Store.LIVE;
        world.stores[OLD].takesSessions = true;
        return world;
    }

    static World of(long low, long high) {
        var world = new World();
        world.exchange(Bits.filling(low, high));
        return world;
    }

    /// Which of the two coordinators or nodes it is makes no difference.
    Bits packed() {
        if (coordinators[0].order() < coordinators[1].order()) {
            var first = coordinators[0];
            coordinators[0] = coordinators[1];
            coordinators[1] = first;
        }
        if (nodes[0].order() < nodes[1].order()) {
            var first = nodes[0];
            nodes[0] = nodes[1];
            nodes[1] = first;
            for (var request : requests) {
                request.node = request.isAtNode() ? 1 - request.node : 0;
            }
        }
        var bits = Bits.packing();
        exchange(bits);
        return bits;
    }

    private void exchange(Bits bits) {
        state = bits.field(state, STATES, 5);
        purpose = bits.field(purpose, PURPOSES, 2);
        attempt = bits.field(attempt, 2);
        for (var each = 1; each < purposes.length; each++) {
            purposes[each] = bits.field(purposes[each], PURPOSES, 2);
            decisions[each] = bits.field(decisions[each], 2);
            copies[each].exchange(bits);
        }
        kept = bits.field(kept, 2);
        revision = bits.field(revision, VIEWS);
        served = bits.field(served, VIEWS);
        for (var store : stores) {
            store.exchange(bits);
        }
        for (var node : nodes) {
            node.exchange(bits);
        }
        for (var request : requests) {
            request.exchange(bits);
        }
        stranger.exchange(bits);
        for (var coordinator : coordinators) {
            coordinator.exchange(bits);
        }
        crashes = bits.field(crashes, 1);
        cuts = bits.field(cuts, 1);
    }

    boolean isHeld() {
        return revision % 2 == 1;
    }

    /// Nodes are asked about the space only then.
    boolean isReserved() {
        return state == State.ARMED || isHeld();
    }

    /// Where the pointer leads at a revision of the space.
    int version(int at) {
        return (served >> (at / 2)) & 1;
    }

    Store serving() {
        return stores[version(revision)];
    }

    Course course(Engine engine) {
        return new Course(purpose, engine);
    }

    /// The database that is left in an attempt.
    Store leaving(int inAttempt) {
        return stores[purposes[inAttempt] == Purpose.REVERSE ? NEW : OLD];
    }

    boolean isEmpty(int node) {
        for (var request : requests) {
            if (request.isInFlight(node)) {
                return false;
            }
        }
        return true;
    }

    /// What clients were told is recorded, and what was committed beside the gates.
    int promised() {
        var promised = ((1 << stranger.committed) - 1) << requests.length;
        for (var each = 0; each < requests.length; each++) {
            promised |= requests[each].phase == Request.Fate.ANSWERED ? 1 << each : 0;
        }
        return promised;
    }

    @Override
    public String toString() {
        return "%s of attempt %d, space at %d leads to %d, old %s, new %s, nodes %s, requests %s, stranger %s, %s"
                .formatted(
                        state,
                        attempt,
                        revision,
                        version(revision),
                        text(stores[OLD]),
                        text(stores[NEW]),
                        Arrays.stream(nodes)
                                .map(node -> (node.up ? "up" : "down") + (node.cutOff ? " cut off" : "") + " at "
                                        + node.applied)
                                .toList(),
                        Arrays.stream(requests).map(request -> request.phase).toList(),
                        stranger.phase,
                        Arrays.stream(coordinators)
                                .map(each -> each.phase + " " + each.state + " " + each.attempt
                                        + (each.fresh ? "" : " (old view)"))
                                .toList());
    }

    private static String text(Store store) {
        return switch (store.name) {
            case Store.ABSENT -> "absent";
            case Store.LIVE -> (store.takesSessions ? "open" : "refusing") + " with " + store.writes;
            default -> "fenced by " + (store.name - Store.LIVE) + " with " + store.writes;
        };
    }
}
