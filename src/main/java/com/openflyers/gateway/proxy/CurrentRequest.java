package com.openflyers.gateway.proxy;

import com.openflyers.gateway.route.Route;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;

/// The request that a client's connection is busy with: it waits for its space's gate, or it is being served.
sealed interface CurrentRequest permits HeldRequest, Exchange {

    void start();

    /// Takes over the part.
    void requestContent(HttpContent part);

    /// Takes over bytes of a tunnel.
    void fromClient(ByteBuf bytes);

    void clientReadComplete();

    void clientWritabilityChanged();

    void clientGone();

    /// The alarm of the client's connection rang.
    void expired();

    /// Ends a WebSocket or an event stream where it can be ended: its space is closed or moved, or this node stops.
    /// Does nothing to any other request: that one ends by itself.
    void endLongStream();

    /// Gives up a request of this space that is still on its way here: the space was closed some time ago.
    void endUpload(Route route);

    /// This node's time is over: breaks off an answer that has begun, so that nobody takes what he has for all of it.
    /// Does nothing to any other request: that one ends with its connection.
    void cutShort();

    /// A bug: ends at once, with an answer if none has begun.
    void broken(Throwable bug);
}
