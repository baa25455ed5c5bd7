package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.route.Rules.Retry;
import com.openflyers.gateway.route.Target;
import com.openflyers.gateway.upstream.Server;
import com.openflyers.gateway.upstream.Server.Result;
import com.openflyers.gateway.upstream.Servers;
import io.netty.channel.ConnectTimeoutException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a request is sent, and whether it may be sent a second time: once, and only if the first cannot have
/// counted.
///
/// That is so when no connection could be made, as then no byte was sent; and when a connection that had been idle
/// closed without a byte of an answer, the request is a safe one without a body, and the version's rules allow it
/// (RFC 9110 §9.2.2; in 1.3.1 a GET may write, so there they do not). The latter only within the version's budget:
/// when all connections fail at once, twice the requests would keep them failing. A connect that failed gave nobody
/// any work, and costs nothing: else a server that dies under load would show.
final class Attempts {

    private final EdgeLoop loop;
    private final Target target;
    private final RequestFacts facts;

    private @Nullable Server server;
    private @Nullable UpstreamConnection connection;
    private boolean retried;

    Attempts(EdgeLoop loop, Target target, RequestFacts facts) {
        this.loop = loop;
        this.target = target;
        this.facts = facts;
    }

    /// The connection that serves the request, where the exchange's state says that there is one.
    UpstreamConnection requireConnection() {
        return Objects.requireNonNull(connection);
    }

    boolean isWritable() {
        return connection != null && connection.isWritable();
    }

    void flush() {
        if (connection != null) {
            connection.flush();
        }
    }

    void resumeReading() {
        if (connection != null) {
            connection.read(true);
        }
    }

    /// Chooses a server and takes an idle connection to it, or asks for a new one, which comes to
    /// [Exchange#connected].
    ///
    /// @return false when the version has no server
    boolean begin(Exchange exchange) {
        var servers = servers();
        var picked = servers == null ? null : servers.pick(null);
        if (servers == null || picked == null) {
            return false;
        }
        servers.retries().earn();
        go(picked, loop.pools().take(picked), exchange);
        return true;
    }

    /// Takes over a connection that was asked for, or keeps it for others: the client may have left meanwhile.
    ///
    /// @return false when it is not wanted any more
    boolean accept(UpstreamConnection made) {
        var wanted = server == made.server() && connection == null;
        if (wanted) {
            connection = made;
        } else {
            made.recycle(loop.now(), idleNanos());
        }
        return wanted;
    }

    /// After a connect failed: tries another server.
    ///
    /// @return false when there is none, or one was tried already
    boolean tryAnother(Server failed, Exchange exchange) {
        end(Result.FAILED_CONNECT);
        var servers = servers();
        var other = retried || servers == null ? null : servers.pick(failed);
        if (other == null) {
            return false;
        }
        noteRetry();
        go(other, loop.pools().take(other), exchange);
        return true;
    }

    boolean isFor(Server candidate) {
        return server == candidate;
    }

    /// After a connection closed unanswered: sends the request again if that is safe, on a new connection, as another
    /// idle one may be as stale.
    ///
    /// @return false when it may not be sent again
    boolean repeat(RequestHead head, Exchange exchange) {
        var lost = connection;
        var safe = lost != null
                && lost.wasUsed()
                && !lost.hasAnswered()
                && !retried
                && head.isRepeatable()
                && target.version().rules().retry() == Retry.ALLOWED;
        if (!safe) {
            return false;
        }
        var servers = servers();
        var next = servers == null ? null : servers.pick(null);
        if (servers == null || next == null) {
            return false;
        }
        if (!servers.retries().take()) {
            loop.meters().retryDenied(target);
            return false;
        }
        noteRetry();
        end(Result.ABANDONED);
        go(next, null, exchange);
        return true;
    }

    /// Puts the connection back for others.
    void recycle() {
        if (connection != null) {
            connection.recycle(loop.now(), idleNanos());
            connection = null;
        }
    }

    void closeConnection() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /// Closes the connection when everything written to it has gone out.
    void closeConnectionAfterWrites() {
        if (connection != null) {
            connection.closeAfterWrites(loop.settings().responseIdleNanos());
            connection = null;
        }
    }

    /// Closes what is open and tells the server how it went.
    void end(Result result) {
        closeConnection();
        if (server != null) {
            server.end(result);
            server = null;
        }
    }

    /// What a connect that failed means for the client.
    static Cause causeOf(Throwable fault) {
        return fault instanceof ConnectTimeoutException ? Cause.UPSTREAM_TIMEOUT : Cause.UPSTREAM_REFUSED;
    }

    /// Whether the server is to blame for an answer of ours.
    static Result resultOf(Cause cause) {
        return cause.status() == 502 || cause.status() == 504 ? Result.FAILED : Result.ABANDONED;
    }

    private long idleNanos() {
        return target.version().rules().upstreamIdle().toNanos();
    }

    private @Nullable Servers servers() {
        return loop.upstreams().of(target.version());
    }

    private void noteRetry() {
        retried = true;
        loop.meters().retried(target);
    }

    private void go(Server picked, @Nullable UpstreamConnection pooled, Exchange exchange) {
        server = picked;
        picked.begin();
        facts.dispatched(picked.upstream());
        if (pooled == null) {
            loop.connector().connect(picked, exchange);
        } else {
            exchange.connected(pooled);
        }
    }
}
