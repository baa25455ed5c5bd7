package com.openflyers.gateway.proxy;

import io.netty.buffer.ByteBuf;

/// Two connections joined after a 101: bytes pass as they are, each side read no faster than the other is written.
final class Tunnel {

    private final ClientConnection client;
    private final UpstreamConnection upstream;
    private final RequestFacts facts;
    private final LongStream frames;

    /// @param frames watches what the upstream sends, for a place where the tunnel may be closed
    Tunnel(ClientConnection client, UpstreamConnection upstream, RequestFacts facts, LongStream frames) {
        this.client = client;
        this.upstream = upstream;
        this.facts = facts;
        this.frames = frames;
    }

    /// Takes the codecs away. The 101 must have been written already.
    ///
    /// In this order no byte is lost: the 101 goes out first, then what the client sent early goes on, last comes
    /// what the upstream sent behind its 101.
    void open() {
        client.becomeTunnel();
        upstream.flush();
        upstream.becomeTunnel();
        client.flush();
    }

    /// Takes over the bytes.
    void fromClient(ByteBuf bytes) {
        facts.received(bytes.readableBytes());
        upstream.write(bytes);
        if (!upstream.isWritable()) {
            upstream.flush();
            client.read(upstream.isWritable());
        }
    }

    /// Takes over the bytes.
    void fromUpstream(ByteBuf bytes) {
        facts.sent(bytes.readableBytes());
        frames.see(bytes);
        client.write(bytes);
    }

    /// Tells the client that the server goes away (1001), between two frames.
    void sayGoodbye() {
        client.write(client.allocator().directBuffer(4).writeBytes(FrameBoundary.GOING_AWAY));
    }
}
