package com.openflyers.gateway.migration;

import java.util.List;

/// All that can happen next in a world.
final class Moves {

    /// Hears of each world that can follow.
    interface Follower {
        /// @param what happens, as a constant: nothing is to be put together for each of millions
        /// @param who  number of the node, the coordinator or the client; -1 where there is one only
        void follow(String what, int who, World next);
    }

    /// Where moves start from; each gets a world of its own to change.
    record From(World world, long low, long high) {

        World next() {
            return World.of(low, high);
        }
    }

    private interface Some {
        void moves(From from, Follower follower);
    }

    private final List<Some> all;

    Moves(Setting setting) {
        var nodes = new NodeMoves(setting);
        var coordinators = new CoordinatorMoves(setting);
        all = List.of(coordinators::moves, nodes::moves, new WriterMoves(setting)::moves);
    }

    void follow(long low, long high, Follower follower) {
        var from = new From(World.of(low, high), low, high);
        for (var some : all) {
            some.moves(from, follower);
        }
    }
}
