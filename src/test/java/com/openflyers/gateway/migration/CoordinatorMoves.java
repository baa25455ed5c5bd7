package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Machines.Coordinator;
import com.openflyers.gateway.migration.Machines.Coordinator.Phase;
import com.openflyers.gateway.migration.Moves.Follower;
import com.openflyers.gateway.migration.Moves.From;
import com.openflyers.gateway.migration.WorkOfStates.Amount;

/// What coordinators do, as [CoordinatorWorkflow] does it: read the row, do its step, commit what follows; and crash,
/// or be late, anywhere in between. And what people say.
final class CoordinatorMoves {

    private final Setting setting;
    private final WorkOfStates work;
    private final Commits commits;

    CoordinatorMoves(Setting setting) {
        this.setting = setting;
        this.work = new WorkOfStates(setting);
        this.commits = new Commits(setting);
    }

    void moves(From from, Follower follower) {
        for (var each = 0; each < setting.coordinators(); each++) {
            var coordinator = from.world().coordinators[each];
            if (coordinator.phase == Phase.IDLE) {
                read(from, each, follower);
            } else {
                crash(from, each, follower);
                if (coordinator.phase == Phase.DONE) {
                    commit(from, each, Event.DONE, follower);
                    if (commits.hasPlace(from.world(), Event.SPARED)) {
                        commit(from, each, Event.SPARED, follower);
                    }
                    fail(from, each, follower);
                } else if (coordinator.phase == Phase.GIVING_UP) {
                    commit(from, each, Event.FAILED, follower);
                } else {
                    step(from, each, follower);
                    fail(from, each, follower);
                }
            }
        }
        for (var word : setting.words()) {
            if (commits.hasPlace(from.world(), word)) {
                say(from, word, follower);
            }
        }
    }

    private void say(From from, Event word, Follower follower) {
        var next = from.next();
        if (commits.commit(next, word)) {
            follower.follow(word.name(), -1, next);
        }
    }

    private void read(From from, int each, Follower follower) {
        var amount = WorkOfStates.of(from.world().state, setting.isManual());
        if (amount == Amount.NONE) {
            return;
        }
        var next = from.next();
        var coordinator = next.coordinators[each];
        coordinator.phase = amount == Amount.COMMIT_ONLY ? Phase.DONE : Phase.READ;
        coordinator.state = next.state;
        coordinator.attempt = next.attempt;
        coordinator.fresh = true;
        follower.follow("reads the row: coordinator", each, next);
    }

    private static void crash(From from, int each, Follower follower) {
        var next = from.next();
        next.coordinators[each].leave();
        follower.follow("crashes: coordinator", each, next);
    }

    private void step(From from, int each, Follower follower) {
        var next = from.next();
        var coordinator = next.coordinators[each];
        if (work.step(next, coordinator)) {
            settle(coordinator);
            follower.follow("does its step: coordinator", each, next);
        }
    }

    /// Any step may fail, for reasons of its own.
    private void fail(From from, int each, Follower follower) {
        var coordinator = from.world().coordinators[each];
        if (setting.has(SeededFault.UNFENCED_BEFORE_DECISION) && from.world().isHeld()) {
            var next = from.next();
            if (commits.reopen(next, coordinator.attempt)) {
                next.coordinators[each].phase = Phase.GIVING_UP;
                follower.follow("opens the old database and gives up: coordinator", each, next);
            }
        } else if (coordinator.fresh) {
            commit(from, each, Event.FAILED, follower);
        }
    }

    /// What cannot be committed has failed; what cannot fail is tried again.
    private void commit(From from, int each, Event event, Follower follower) {
        var next = from.next();
        if (from.world().coordinators[each].fresh) {
            next.coordinators[each].leave();
            if (commits.commit(next, event)) {
                follower.follow("commits " + event + ": coordinator", each, next);
            } else if (event == Event.DONE) {
                commit(from, each, Event.FAILED, follower);
            }
        } else {
            next.coordinators[each].leave();
            follower.follow("is overtaken: coordinator", each, next);
        }
    }

    /// Who comes late with nothing but a commit that must fail is as good as gone.
    static void settle(Coordinator coordinator) {
        if (!coordinator.fresh && !WorkOfStates.reachesBeyondTheRow(coordinator)) {
            coordinator.leave();
        }
    }
}
