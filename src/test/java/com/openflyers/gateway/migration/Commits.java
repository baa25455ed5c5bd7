package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.migration.World.Store;
import java.util.Optional;

/// What is committed in one transaction, as [Progress] and [Effects] do it: the next state, by the transition function
/// that runs in service, and what it does to gates, names and pointers.
final class Commits {

    private static final int DECIDED = 1;
    private static final int TWICE = 2;

    private final Setting setting;
    private final WorkOfStates work;

    Commits(Setting setting) {
        this.setting = setting;
        this.work = new WorkOfStates(setting);
    }

    /// @return false when it has no place, or its effect cannot be; then the world is of no use any more
    boolean commit(World world, Event event) {
        var before = world.state;
        var next = next(world, event);
        if (next.isEmpty() || (next.get() == State.ARMED && world.attempt == setting.attempts())) {
            return false;
        }
        world.state = next.get();
        if (world.state == State.ARMED) {
            begin(world, before, event);
        }
        if (!effect(world, before)) {
            return false;
        }
        if (!world.isReserved()) {
            for (var node : world.nodes) {
                node.forget();
            }
        }
        for (var coordinator : world.coordinators) {
            coordinator.fresh = false;
            CoordinatorMoves.settle(coordinator);
        }
        return true;
    }

    /// Whether it could follow, unless its effect fails.
    boolean hasPlace(World world, Event event) {
        return next(world, event).isPresent();
    }

    private Optional<State> next(World world, Event event) {
        if (setting.has(SeededFault.SWITCH_UNDONE) && world.state == State.SWITCHED && event == Event.FAILED) {
            return Optional.of(State.ABORTING);
        }
        if (setting.has(SeededFault.WITHDRAWN_BEHIND_GATE) && world.isHeld() && event == Event.WITHDRAW) {
            return Optional.of(State.WITHDRAWN);
        }
        return Transitions.next(world.state, world.course(setting.engine()), event);
    }

    private static void begin(World world, State before, Event event) {
        world.attempt++;
        world.purpose = event == Event.REVERSE
                ? Purpose.REVERSE
                : before == State.PREFLIGHT ? Purpose.REHEARSAL : Purpose.CUTOVER;
        world.purposes[world.attempt] = world.purpose;
    }

    private boolean effect(World world, State before) {
        return switch (world.state) {
            case HOLDING -> close(world);
            case FENCING -> refuseSessions(world);
            case FENCED -> seal(world);
            case COPIED ->
                switch (before) {
                    case RETURNING -> decide(world) && giveBack(world);
                    case ARMED -> decide(world) && copyBeside(world);
                    default -> true;
                };
            case SWITCHED -> decide(world) && switchOver(world);
            case REVERSED -> decide(world) && switchBack(world);
            case ROLLED_BACK -> decide(world) && giveBack(world);
            case AWAITING_CLUB -> before == State.OBSERVING || (decide(world) && giveBack(world));
            case WITHDRAWN -> before != State.ABORTING || (decide(world) && giveBack(world));
            // An operator confirms that there is a copy: without it there is nothing to confirm.
            case VERIFIED -> before != State.AWAITING_COPY || copyByHand(world);
            case REQUESTED,
                    PREFLIGHT,
                    ARMED,
                    RETURNING,
                    COUNTED,
                    MIGRATED,
                    REHEARSED,
                    SCHEDULED,
                    AWAITING_COPY,
                    OBSERVING,
                    ACCEPTED,
                    ARCHIVED,
                    ABORTING,
                    REFUSED,
                    NEEDS_HUMAN -> true;
        };
    }

    private static boolean close(World world) {
        world.revision++;
        return true;
    }

    private boolean refuseSessions(World world) {
        if (!setting.has(SeededFault.NO_FENCE)) {
            var store = world.leaving(world.attempt);
            store.keptSessions = true;
            store.takesSessions = false;
        }
        return true;
    }

    /// Fails if anybody is left.
    private boolean seal(World world) {
        if (setting.has(SeededFault.NO_FENCE)) {
            return true;
        }
        var store = world.leaving(world.attempt);
        var isUsed =
                store.keptSessions || world.stranger.isOn(store == world.stores[World.OLD] ? World.OLD : World.NEW);
        if ((isUsed && !setting.has(SeededFault.WEAK_FENCE)) || store.name != Store.LIVE) {
            return false;
        }
        store.name = work.fencedName(world.attempt);
        return true;
    }

    /// Of an archive: whoever writes meanwhile is not in it.
    private boolean copyBeside(World world) {
        var copy = work.copy(world, world.attempt);
        copy.there = true;
        copy.mark = world.attempt;
        copy.writes = world.leaving(world.attempt).writes;
        return true;
    }

    private boolean copyByHand(World world) {
        var copy = world.copies[world.attempt];
        copy.there = true;
        copy.converted = true;
        copy.writes = world.leaving(world.attempt).writes;
        return true;
    }

    private boolean switchOver(World world) {
        var copy = work.copy(world, world.attempt);
        var store = world.stores[World.NEW];
        if (!copy.there || store.name != Store.ABSENT) {
            return false;
        }
        store.name = Store.LIVE;
        store.takesSessions = true;
        store.converted = copy.converted;
        store.writes = copy.writes;
        copy.clear();
        world.kept = world.attempt;
        if (setting.has(SeededFault.OLD_OPENED_AT_SWITCH)) {
            open(world.stores[World.OLD]);
        }
        return flip(world, World.NEW);
    }

    private boolean switchBack(World world) {
        var store = world.stores[World.OLD];
        if (setting.isManual()) {
            // What was written since is copied back by hand as well.
            var copy = work.copy(world, world.attempt);
            store.writes |= copy.writes;
            copy.clear();
        } else if (store.name == work.fencedName(world.kept)) {
            open(store);
        } else {
            return false;
        }
        return flip(world, World.OLD);
    }

    private static boolean flip(World world, int version) {
        world.revision++;
        world.served |= version << (world.revision / 2);
        return true;
    }

    private boolean giveBack(World world) {
        if (!setting.isManual() && !reopen(world, world.attempt)) {
            return false;
        }
        if (world.isHeld()) {
            var version = world.version(world.revision);
            world.revision++;
            world.served |= version << (world.revision / 2);
        }
        // But for a rehearsal's, nobody looks at it any more.
        if (world.state != State.COPIED) {
            work.copy(world, world.attempt).clear();
        }
        return true;
    }

    /// By the attempt's name for it, if it has that.
    boolean reopen(World world, int attempt) {
        var store = world.leaving(attempt);
        if (store.name != work.fencedName(attempt) && store.name != Store.LIVE) {
            return false;
        }
        open(store);
        return true;
    }

    private static void open(Store store) {
        store.name = Store.LIVE;
        store.takesSessions = true;
        store.keptSessions = false;
    }

    private static boolean decide(World world) {
        world.decisions[world.attempt] = world.decisions[world.attempt] == 0 ? DECIDED : TWICE;
        return true;
    }
}
