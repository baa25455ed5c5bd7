package com.openflyers.gateway.proxy;

import com.openflyers.gateway.route.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// The WebSockets and event streams of one event loop, to be found when their space is closed or moved: no end of
/// their own would come.
final class LongStreams {

    private final Set<Exchange> all = Collections.newSetFromMap(new IdentityHashMap<>());

    /// A stream has begun. It may be silent for as long as it likes, so that only the system can tell when one of the
    /// two has vanished.
    void add(Exchange stream, ClientConnection client, UpstreamConnection upstream) {
        all.add(stream);
        client.keepAlive();
        upstream.keepAlive();
    }

    /// Does nothing for what is no stream.
    void remove(Exchange stream) {
        if (!all.isEmpty()) {
            all.remove(stream);
        }
    }

    void end(Route route) {
        for (var stream : new ArrayList<>(all)) {
            if (stream.route() == route) {
                stream.endLongStream();
            }
        }
    }
}
