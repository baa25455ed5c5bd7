package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Moves.Follower;
import com.openflyers.gateway.migration.Moves.From;
import com.openflyers.gateway.migration.Writers.Request;

/// What nodes do: follow the space, say so, crash, start, and lose sight of the registry.
///
/// What a node has applied it has saved: a crash between the two is one before both, as it says nothing in between.
final class NodeMoves {

    private final Setting setting;

    NodeMoves(Setting setting) {
        this.setting = setting;
    }

    void moves(From from, Follower follower) {
        for (var each = 0; each < World.NODES; each++) {
            var node = from.world().nodes[each];
            if (node.hears()) {
                follow(from, each, follower);
                if (from.world().isReserved()) {
                    say(from, each, follower);
                }
            }
            if (node.up) {
                crash(from, each, follower);
            } else {
                start(from, each, follower);
            }
            if (node.cutOff) {
                mend(from, each, follower);
            } else {
                cutOff(from, each, follower);
            }
        }
    }

    private static void follow(From from, int each, Follower follower) {
        if (from.world().nodes[each].applied < from.world().revision) {
            var next = from.next();
            next.nodes[each].applied++;
            follower.follow("applies the next revision: node", each, next);
        }
    }

    private void say(From from, int each, Follower follower) {
        var node = from.world().nodes[each];
        var empty = !node.isOpen() && (from.world().isEmpty(each) || setting.has(SeededFault.NO_DRAIN));
        if (!node.said || node.saidRevision != node.applied || node.saidEmpty != empty) {
            var next = from.next();
            next.nodes[each].said = true;
            next.nodes[each].saidRevision = node.applied;
            next.nodes[each].saidEmpty = empty;
            follower.follow("says what it has applied: node", each, next);
        }
    }

    /// Whoever was connected to it gets no answer; what was sent goes on at the version's server.
    private void crash(From from, int each, Follower follower) {
        if (from.world().crashes == setting.crashes()) {
            return;
        }
        var next = from.next();
        next.crashes++;
        next.nodes[each].up = false;
        for (var request : next.requests) {
            if (request.node == each) {
                switch (request.phase) {
                    case HELD, RECORDED -> Clients.end(request, Request.Fate.ABANDONED);
                    case SENT -> {
                        request.phase = Request.Fate.ORPHANED;
                        request.node = 0;
                    }
                    case TO_COME, ANSWERED, NOT_RECORDED, ORPHANED, ABANDONED, FAILED -> {}
                }
            }
        }
        follower.follow("crashes: node", each, next);
    }

    /// It serves by its saved table, and registers a new run if it can.
    private void start(From from, int each, Follower follower) {
        var next = from.next();
        var node = next.nodes[each];
        node.up = true;
        if (setting.has(SeededFault.RESTART_BY_DEFAULT)) {
            node.applied = 0;
        }
        if (!node.cutOff) {
            node.forget();
        }
        follower.follow("starts again: node", each, next);
    }

    private void cutOff(From from, int each, Follower follower) {
        if (from.world().cuts == setting.cuts()) {
            return;
        }
        var next = from.next();
        next.cuts++;
        next.nodes[each].cutOff = true;
        follower.follow("is cut off: node", each, next);
    }

    private static void mend(From from, int each, Follower follower) {
        var next = from.next();
        next.nodes[each].cutOff = false;
        next.nodes[each].forget();
        follower.follow("is not cut off any more: node", each, next);
    }
}
