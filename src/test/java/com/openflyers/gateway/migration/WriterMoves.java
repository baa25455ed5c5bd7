package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Moves.Follower;
import com.openflyers.gateway.migration.Moves.From;
import com.openflyers.gateway.migration.World.Store;
import com.openflyers.gateway.migration.Writers.Request;
import com.openflyers.gateway.migration.Writers.Stranger;

/// What those do who write: clients at the gates of some node, and somebody beside them.
final class WriterMoves {

    private final Setting setting;

    WriterMoves(Setting setting) {
        this.setting = setting;
    }

    void moves(From from, Follower follower) {
        for (var each = 0; each < setting.requests(); each++) {
            var request = from.world().requests[each];
            switch (request.phase) {
                case TO_COME -> arrive(from, each, follower);
                case HELD -> release(from, each, follower);
                case SENT, ORPHANED -> write(from, each, follower);
                case RECORDED -> answer(from, each, follower);
                case ANSWERED, NOT_RECORDED, ABANDONED, FAILED -> {}
            }
        }
        if (from.world().stranger.committed < setting.beside()
                || from.world().stranger.phase != Stranger.Standing.AWAY) {
            beside(from, follower);
        }
    }

    private static void arrive(From from, int each, Follower follower) {
        for (var at = 0; at < World.NODES; at++) {
            if (from.world().nodes[at].up) {
                var next = from.next();
                var request = next.requests[each];
                request.node = at;
                request.version = next.version(next.nodes[at].applied);
                if (next.nodes[at].isOpen()) {
                    send(request);
                } else {
                    request.phase = Request.Fate.HELD;
                }
                follower.follow("comes to node " + at + ": request", each, next);
            }
        }
    }

    /// Once the node's gate is open, by where its pointer leads then: a write that is bound to another version is not
    /// sent anywhere.
    private static void release(From from, int each, Follower follower) {
        var node = from.world().nodes[from.world().requests[each].node];
        if (!node.isOpen()) {
            return;
        }
        var version = from.world().version(node.applied);
        var next = from.next();
        if (next.requests[each].version != version) {
            Clients.end(next.requests[each], Request.Fate.NOT_RECORDED);
            follower.follow("is told that it is not recorded: request", each, next);
            next = from.next();
        }
        next.requests[each].version = version;
        send(next.requests[each]);
        follower.follow("is released: request", each, next);
    }

    private static void send(Request request) {
        if (request.wasSent) {
            throw new IllegalStateException("a request is sent twice");
        }
        request.wasSent = true;
        request.phase = Request.Fate.SENT;
    }

    private static void write(From from, int each, Follower follower) {
        var next = from.next();
        var request = next.requests[each];
        var orphaned = request.phase == Request.Fate.ORPHANED;
        var store = next.stores[request.version];
        if (store.reachable() || store.keptSessions) {
            store.writes |= 1 << each;
            if (orphaned) {
                Clients.end(request, Request.Fate.ABANDONED);
            } else {
                request.phase = Request.Fate.RECORDED;
            }
            follower.follow("is committed: request", each, next);
        } else {
            Clients.end(request, orphaned ? Request.Fate.ABANDONED : Request.Fate.FAILED);
            follower.follow("finds no database: request", each, next);
        }
    }

    private static void answer(From from, int each, Follower follower) {
        var next = from.next();
        Clients.end(next.requests[each], Request.Fate.ANSWERED);
        follower.follow("is answered: request", each, next);
    }

    private void beside(From from, Follower follower) {
        var stranger = from.world().stranger;
        switch (stranger.phase) {
            case AWAY -> {
                for (var version = 0; version < from.world().stores.length; version++) {
                    if (from.world().stores[version].reachable()) {
                        var next = from.next();
                        next.stranger.phase = Stranger.Standing.LOGGING_IN;
                        next.stranger.version = version;
                        follower.follow("logs in beside the gates, to version", version, next);
                    }
                }
            }
            case LOGGING_IN -> {
                var next = from.next();
                if (next.stores[stranger.version].name == Store.LIVE) {
                    next.stranger.phase = Stranger.Standing.CONNECTED;
                } else {
                    leave(next.stranger);
                }
                follower.follow("is past the log-in beside the gates", -1, next);
            }
            case CONNECTED -> {
                var next = from.next();
                next.stranger.phase = Stranger.Standing.WRITING;
                follower.follow("writes beside the gates", -1, next);
            }
            case WRITING -> {
                var next = from.next();
                next.stores[stranger.version].writes |= 1 << (next.requests.length + stranger.committed);
                next.stranger.committed++;
                if (next.stranger.committed < setting.beside()) {
                    next.stranger.phase = Stranger.Standing.CONNECTED;
                } else {
                    leave(next.stranger);
                }
                follower.follow("commits beside the gates", -1, next);
            }
        }
    }

    static void leave(Stranger stranger) {
        stranger.phase = Stranger.Standing.AWAY;
        stranger.version = 0;
    }
}
