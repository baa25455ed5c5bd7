package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.migration.Machines.Coordinator;
import com.openflyers.gateway.migration.Machines.Coordinator.Phase;
import com.openflyers.gateway.migration.Machines.Node;
import com.openflyers.gateway.migration.World.Copy;
import com.openflyers.gateway.migration.World.Store;
import com.openflyers.gateway.migration.Writers.Stranger;
import java.util.function.Predicate;

/// What the steps of [Steps] do to a world. What they do outside of a transaction, somebody with an old view of the row
/// does as well.
final class WorkOfStates {

    private final Setting setting;

    WorkOfStates(Setting setting) {
        this.setting = setting;
    }

    enum Amount {
        NONE,
        /// What there is to do is all in what is committed: the step sees nothing of the world.
        COMMIT_ONLY,
        STEP_AND_COMMIT
    }

    /// How much a coordinator has to do.
    static Amount of(State state, boolean byHand) {
        return switch (state) {
            case REQUESTED -> byHand ? Amount.NONE : Amount.COMMIT_ONLY;
            case PREFLIGHT, RETURNING, VERIFIED, SCHEDULED, SWITCHED, OBSERVING, ABORTING -> Amount.COMMIT_ONLY;
            case ARMED, HOLDING, FENCING, FENCED, COPIED, COUNTED, MIGRATED -> Amount.STEP_AND_COMMIT;
            case REHEARSED,
                    AWAITING_COPY,
                    AWAITING_CLUB,
                    ACCEPTED,
                    ARCHIVED,
                    ROLLED_BACK,
                    REVERSED,
                    REFUSED,
                    WITHDRAWN,
                    NEEDS_HUMAN -> Amount.NONE;
        };
    }

    /// Whether something of the step is done that no compare-and-set can take back.
    static boolean reachesBeyondTheRow(Coordinator coordinator) {
        return switch (coordinator.phase) {
            case IDLE, DONE -> false;
            case READ -> coordinator.state == State.FENCED || coordinator.state == State.COUNTED;
            case SAW_NO_COPY, SAW_OTHER_COPY, COPIED, GIVING_UP -> true;
        };
    }

    /// @return false when it cannot be done, or not yet
    boolean step(World world, Coordinator by) {
        if (by.state == State.FENCED) {
            copy(world, by);
            return true;
        }
        var done = switch (by.state) {
            case ARMED -> byAllNodes(world, node -> node.said && node.saidRevision >= world.revision);
            case HOLDING -> isDrained(world);
            case FENCING -> evict(world);
            case COPIED -> count(world, copy(world, by.attempt));
            case COUNTED -> convert(copy(world, by.attempt));
            case MIGRATED -> isConverted(copy(world, by.attempt));
            default -> throw new IllegalStateException("no step in " + by.state);
        };
        if (done) {
            by.phase = Phase.DONE;
        }
        return done;
    }

    private boolean isDrained(World world) {
        return setting.has(SeededFault.NO_BARRIER)
                || byAllNodes(
                        world,
                        node -> (node.said && node.saidRevision >= world.revision && node.saidEmpty)
                                || (setting.has(SeededFault.LEASE_EXPIRY) && !node.hears()));
    }

    private static boolean byAllNodes(World world, Predicate<Node> isPast) {
        return isPast.test(world.nodes[0]) && isPast.test(world.nodes[1]);
    }

    /// Ends sessions, but for one that is in the middle of a write.
    private boolean evict(World world) {
        if (setting.has(SeededFault.NO_FENCE) || setting.has(SeededFault.WEAK_FENCE)) {
            return true;
        }
        var store = world.leaving(world.attempt);
        var on = world.stores[World.OLD] == store ? World.OLD : World.NEW;
        if (world.stranger.isOn(on)) {
            if (world.stranger.phase == Stranger.Standing.WRITING) {
                return false;
            }
            WriterMoves.leave(world.stranger);
        }
        store.keptSessions = false;
        return true;
    }

    /// Looks, sets aside what another has left, copies and marks: each for itself, as a copy runs in no transaction.
    private void copy(World world, Coordinator by) {
        var copy = copy(world, by.attempt);
        switch (by.phase) {
            case READ -> {
                var mine = copy.there && copy.mark == by.attempt;
                by.phase = mine ? Phase.DONE : copy.there ? Phase.SAW_OTHER_COPY : Phase.SAW_NO_COPY;
            }
            case SAW_OTHER_COPY -> {
                if (copy.mark == by.attempt && !setting.has(SeededFault.COPY_REPLACED_LATE)) {
                    by.phase = Phase.DONE;
                } else {
                    copy.clear();
                    by.phase = Phase.SAW_NO_COPY;
                }
            }
            case SAW_NO_COPY -> {
                var source = world.leaving(by.attempt);
                var found = setting.has(SeededFault.NO_FENCE) || source.name == fencedName(by.attempt);
                if (copy.there || !found) {
                    by.leave();
                } else {
                    copy.there = true;
                    copy.writes = source.writes;
                    by.phase = Phase.COPIED;
                }
            }
            case COPIED -> {
                if (copy.there) {
                    copy.mark = by.attempt;
                    by.phase = Phase.DONE;
                } else {
                    by.leave();
                }
            }
            case IDLE, DONE, GIVING_UP -> throw new IllegalStateException(by.phase.name());
        }
    }

    /// On the way back nothing may have been written since the switch.
    private static boolean count(World world, Copy copy) {
        return copy.there && (world.purpose != Purpose.REVERSE || (copy.writes & ~world.stores[World.OLD].writes) == 0);
    }

    private static boolean convert(Copy copy) {
        copy.converted |= copy.there;
        return copy.there;
    }

    private static boolean isConverted(Copy copy) {
        return copy.there && copy.converted;
    }

    Copy copy(World world, int attempt) {
        return world.copies[setting.has(SeededFault.NO_ATTEMPT_IN_NAMES) ? 1 : attempt];
    }

    int fencedName(int attempt) {
        return Store.LIVE + (setting.has(SeededFault.NO_ATTEMPT_IN_NAMES) ? 1 : attempt);
    }
}
