package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Writers.Request;

/// How a client's request ends.
final class Clients {

    private Clients() {}

    /// Where it was and where it was to go matters no more.
    static void end(Request request, Request.Fate phase) {
        request.phase = phase;
        request.node = 0;
        request.version = 0;
    }
}
