package com.openflyers.gateway.proxy;

import io.netty.buffer.ByteBuf;

/// Two connections joined after a 101: bytes pass as they are, each side read no faster than the other is written.
final class Tunnel implements LongStream {

    private final ClientConnection client;
    private final UpstreamConnection upstream;
    private final RequestFacts facts;
    /// Of what the upstream sends: that is where a frame of ours may be put in.
    private final FrameBoundary boundary = new FrameBoundary();

    Tunnel(ClientConnection client, UpstreamConnection upstream, RequestFacts facts) {
        this.client = client;
        this.upstream = upstream;
        this.facts = facts;
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
        boundary.see(bytes);
        client.write(bytes);
    }

    @Override
    public boolean isAtBoundary() {
        return boundary.isBetweenFrames();
    }

    @Override
    public boolean isStalled() {
        return !client.isWritable() || !upstream.isWritable();
    }

    /// Tells the client that the server goes away (1001).
    @Override
    public void end() {
        client.write(client.allocator().directBuffer(4).writeBytes(FrameBoundary.GOING_AWAY));
    }
}
