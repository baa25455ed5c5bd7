package com.openflyers.gateway.upstream;

import com.openflyers.gateway.route.Upstream;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// One upstream of one version, as this node sees it: the requests it has there, and how they went.
///
/// The same object for as long as the version lists the address. Of any thread.
public final class Server {

    /// How a request ended, as far as it says something about the server.
    public enum Result {
        /// An answer came, whatever its status.
        OK,
        /// No connection could be made; nothing was sent.
        FAILED_CONNECT,
        /// The connection broke, no answer came in time, or what came was no HTTP.
        FAILED,
        /// The client left, or we ended it: says nothing of the server.
        ABANDONED
    }

    /// Told at once, on the thread of the request, when requests took a server out.
    interface Alarm {
        void raised(Server server);
    }

    /// The count lies in the middle of 256 bytes, so that its writers disturb no reader of anything else. It is one
    /// word for all event loops: changed twice a request, at some 50 ns each when 16 loops fight over it, that is
    /// less than one percent of a request, whereas a striped counter would be summed twice for each pick.
    private static final int COUNT = 32;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(2 * COUNT);
    private final String version;
    private final Upstream upstream;
    private final Health health;
    private final Alarm alarm;
    private final Promise<Void> firstCheck = Promise.promise();

    Server(String version, Upstream upstream, Health health, Alarm alarm) {
        this.version = version;
        this.upstream = upstream;
        this.health = health;
        this.alarm = alarm;
    }

    /// Name of the version it belongs to.
    public String version() {
        return version;
    }

    public Upstream upstream() {
        return upstream;
    }

    /// Counts a request that goes to this server. [#end] must be called exactly once for it.
    public void begin() {
        counts.getAndIncrement(COUNT);
    }

    public void end(Result result) {
        counts.getAndDecrement(COUNT);
        var out = switch (result) {
            case OK -> {
                health.requestSucceeded();
                yield false;
            }
            case FAILED_CONNECT -> health.connectFailed();
            case FAILED -> health.requestFailed();
            case ABANDONED -> false;
        };
        if (out) {
            alarm.raised(this);
        }
    }

    /// Requests that this node has sent to it and that have not ended.
    public int outstanding() {
        return counts.get(COUNT);
    }

    public ServerState state() {
        return new ServerState(upstream, health.condition(), outstanding(), health.ejections(), health.fault());
    }

    /// Completes when the server has been asked once, or is not going to be.
    Future<Void> firstCheck() {
        return firstCheck.future();
    }

    void firstCheckDone() {
        var _ = firstCheck.tryComplete();
    }

    Health health() {
        return health;
    }

    float share() {
        return health.share();
    }

    @Override
    public String toString() {
        return upstream + " of version " + version;
    }
}
