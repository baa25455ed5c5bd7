package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.World.Store;
import com.openflyers.gateway.migration.Writers.Request.Fate;
import java.util.Optional;

/// What must be true in every world, whatever has happened.
///
/// All of it is about writes, as they are what can be lost; a conversion is one step, and its result is right or not.
final class Invariants {

    private final Setting setting;
    private final WorkOfStates work;

    Invariants(Setting setting) {
        this.setting = setting;
        this.work = new WorkOfStates(setting);
    }

    /// @return the name of one that does not hold, with what is wrong
    Optional<String> broken(World world) {
        if (isDecidedTwice(world)) {
            return Optional.of("I8: an attempt was decided twice");
        }
        // By hand there is no fence: there, only the gates keep the versions apart.
        if (!setting.isManual() && isWritable(world, World.OLD) && isWritable(world, World.NEW)) {
            return Optional.of("I1: both versions can commit");
        }
        if (world.isHeld() && !isAtWork(world.state)) {
            return Optional.of("I7: the gate is closed, and nobody is at work behind it");
        }
        if ((world.promised() & ~world.serving().writes) != 0 || !world.serving().converted) {
            return Optional.of("I2: the version that serves lacks a write that was promised");
        }
        if (!setting.isManual() && isWrittenUnderCopy(world)) {
            return Optional.of("I3: the database was written after it was copied");
        }
        for (var each = 0; each < setting.requests(); each++) {
            var phase = world.requests[each].phase;
            var isRecorded = ((world.stores[World.OLD].writes | world.stores[World.NEW].writes) & (1 << each)) != 0;
            if ((phase == Fate.ANSWERED && !isRecorded) || (phase == Fate.NOT_RECORDED && isRecorded)) {
                return Optional.of("I4: an answer is not what became of the request");
            }
            if (phase == Fate.FAILED) {
                return Optional.of("I5: a request failed");
            }
        }
        return Optional.empty();
    }

    /// Whether the space is served by one version, every node follows it and nobody waits.
    static boolean isSettled(World world) {
        for (var node : world.nodes) {
            if (!node.hears() || node.applied != world.revision) {
                return false;
            }
        }
        for (var request : world.requests) {
            switch (request.phase) {
                case HELD, SENT, RECORDED, ORPHANED -> {
                    return false;
                }
                case TO_COME, ANSWERED, NOT_RECORDED, ABANDONED, FAILED -> {}
            }
        }
        return !world.isHeld()
                && world.state != State.ABORTING
                && world.serving().reachable();
    }

    /// Whether what is under way ends by itself, or at the word of an operator who copies by hand.
    private static boolean isAtWork(State state) {
        return switch (state) {
            case HOLDING, FENCING, FENCED, RETURNING, COPIED, COUNTED, MIGRATED, VERIFIED, AWAITING_COPY, ABORTING ->
                true;
            case REQUESTED,
                    PREFLIGHT,
                    ARMED,
                    REHEARSED,
                    SCHEDULED,
                    SWITCHED,
                    OBSERVING,
                    AWAITING_CLUB,
                    ACCEPTED,
                    ARCHIVED,
                    ROLLED_BACK,
                    REVERSED,
                    REFUSED,
                    WITHDRAWN,
                    NEEDS_HUMAN -> false;
        };
    }

    private static boolean isDecidedTwice(World world) {
        for (var decision : world.decisions) {
            if (decision > 1) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWritable(World world, int version) {
        var store = world.stores[version];
        return store.name != Store.ABSENT && (store.reachable() || store.keptSessions || world.stranger.isOn(version));
    }

    private boolean isWrittenUnderCopy(World world) {
        var copy = work.copy(world, world.attempt);
        return copy.there && world.decisions[world.attempt] == 0 && copy.writes != world.leaving(world.attempt).writes;
    }
}
