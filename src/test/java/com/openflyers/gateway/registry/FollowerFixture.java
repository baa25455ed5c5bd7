package com.openflyers.gateway.registry;

import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.observe.Readiness;

/// Followers that have applied what a test wants them to have applied.
public final class FollowerFixture {

    private FollowerFixture() {}

    public static Follower at(long revision) {
        var follower = new Follower(new Readiness(), new Metrics());
        follower.advance(revision);
        return follower;
    }

    public static void advance(Follower follower, long revision) {
        follower.advance(revision);
    }
}
