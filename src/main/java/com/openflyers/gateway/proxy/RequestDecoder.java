package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/// Netty's request decoder, made strict, and stopped after each request until its answer is complete.
///
/// One request at a time: what a client pipelines behind it lies here undecoded, and above
/// [#PARKED] bytes the socket is not read any more. A fault is handed on as a [Refusal]; everything after it is
/// thrown away (RFC 9112 §2.2: after a framing fault no byte can be trusted).
final class RequestDecoder extends HttpRequestDecoder {

    /// Bytes kept of what comes behind the current request before reading stops.
    static final int PARKED = 64 * 1024;

    private enum Mode {
        HEAD,
        BODY,
        /// The request is here in full; its answer is not.
        WAITING,
        DISCARDING
    }

    private final HeadScan scan;
    private final Runnable headBegan;

    private Mode mode = Mode.HEAD;
    private boolean reading;
    private int wordEnd;

    /// @param headBegan run when the first byte of a head arrives, for its deadline
    RequestDecoder(Limits limits, Runnable headBegan) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.requestLineBytes())
                .setMaxHeaderSize(limits.headBytes())
                .setMaxChunkSize(64 * 1024));
        this.scan = new HeadScan(limits.requestLineBytes(), limits.headBytes());
        this.headBegan = headBegan;
    }

    /// Decodes the next request, which may lie here already.
    void resume(ChannelHandlerContext ctx) throws Exception {
        if (mode != Mode.WAITING) {
            return;
        }
        mode = Mode.HEAD;
        scan.restart();
        if (!reading && actualReadableBytes() > 0) {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
            channelReadComplete(ctx);
        }
    }

    /// Throws away whatever else arrives.
    void discard() {
        mode = Mode.DISCARDING;
    }

    /// Whether a head has begun to arrive and is not complete.
    boolean isInsideHead() {
        return mode == Mode.HEAD && actualReadableBytes() > 0;
    }

    /// Bytes that lie here undecoded.
    int parked() {
        return actualReadableBytes();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        var outer = reading;
        reading = true;
        try {
            super.channelRead(ctx, message);
        } finally {
            reading = outer;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        if (mode == Mode.WAITING) {
            // Netty's decoder asks for more when it produced nothing, which would undo the stop.
            discardSomeReadBytes();
            ctx.fireChannelReadComplete();
        } else {
            super.channelReadComplete(ctx);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        switch (mode) {
            case WAITING -> {}
            case DISCARDING -> in.skipBytes(in.readableBytes());
            case HEAD -> decodeHead(ctx, in, out);
            case BODY -> decodePart(ctx, in, out);
        }
    }

    private void decodeHead(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        headBegan.run();
        try {
            if (!scan.isComplete(in)) {
                return;
            }
        } catch (Refusal refusal) {
            discard();
            in.skipBytes(in.readableBytes());
            out.add(refusal);
            return;
        }
        wordEnd = -1;
        mode = Mode.BODY;
        decodePart(ctx, in, out);
    }

    private void decodePart(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        super.decode(ctx, in, out);
        if (!out.isEmpty() && out.getLast() instanceof LastHttpContent && mode == Mode.BODY) {
            mode = Mode.WAITING;
        }
    }

    // The three words of the request line: exactly one SP between them and none before (RFC 9112 §3). The line lies
    // at the beginning of the array.

    @Override
    protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
        if (start != 0 || length > Limits.METHOD_LENGTH) {
            throw new Refusal(start != 0 ? Cause.BAD_REQUEST : Cause.NOT_IMPLEMENTED);
        }
        wordEnd = start + length;
        return super.splitFirstWordInitialLine(line, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        requireOneSpace(line, start);
        wordEnd = start + length;
        return super.splitSecondWordInitialLine(line, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        requireOneSpace(line, start);
        requireVersion(line, start, length);
        return super.splitThirdWordInitialLine(line, start, length);
    }

    private void requireOneSpace(byte[] line, int start) {
        if (start != wordEnd + 1 || line[wordEnd] != ' ') {
            throw new Refusal(Cause.BAD_REQUEST);
        }
    }

    /// `HTTP/1.0` and `HTTP/1.1` to the letter; another `HTTP/digit.digit` is a version we do not speak (RFC 9110
    /// §15.6.6).
    private static void requireVersion(byte[] line, int start, int length) {
        var wellFormed = length == 8
                && line[start] == 'H'
                && line[start + 1] == 'T'
                && line[start + 2] == 'T'
                && line[start + 3] == 'P'
                && line[start + 4] == '/'
                && isDigit(line[start + 5])
                && line[start + 6] == '.'
                && isDigit(line[start + 7]);
        if (!wellFormed) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        if (line[start + 5] != '1' || line[start + 7] > '1') {
            throw new Refusal(Cause.VERSION_NOT_SUPPORTED);
        }
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
