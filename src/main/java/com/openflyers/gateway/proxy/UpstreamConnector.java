package com.openflyers.gateway.proxy;

import com.openflyers.gateway.upstream.Server;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetClientInternal;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;

/// Makes the connections of one event loop to upstreams.
final class UpstreamConnector {

    private final ContextInternal context;
    private final NetClientInternal client;
    private final UpstreamPools pools;
    private final EdgeSettings settings;
    private final HeadParser headParser;

    UpstreamConnector(
            ContextInternal context,
            NetClientInternal client,
            UpstreamPools pools,
            EdgeSettings settings,
            HeadParser headParser) {
        this.context = context;
        this.client = client;
        this.pools = pools;
        this.settings = settings;
        this.headParser = headParser;
    }

    /// Asks for a new connection on this event loop; it, or the reason why there is none, goes to the exchange.
    void connect(Server server, Exchange exchange) {
        var promise = context.<NetSocket>promise();
        var upstream = server.upstream();
        client.connectInternal(
                new ConnectOptions()
                        .setRemoteAddress(SocketAddress.inetSocketAddress(upstream.port(), upstream.host()))
                        .setTimeout((int) settings.deadlines().connect().toMillis()),
                promise,
                context);
        promise.future().onComplete(made -> {
            try {
                if (made.succeeded()) {
                    exchange.connected(install(made.result(), server));
                } else {
                    exchange.connectFailed(server, made.cause());
                }
            } catch (RuntimeException | Error bug) {
                exchange.broken(bug); // no pipeline would report it
            }
        });
    }

    private UpstreamConnection install(NetSocket socket, Server server) {
        var decoder = new ResponseDecoder(settings.limits(), headParser);
        return UpstreamConnection.install(RawPipeline.of(socket), server, pools, decoder);
    }
}
