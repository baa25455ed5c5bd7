package com.openflyers.gateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/// Turns an upstream's bytes into answers by the letter of RFC 9112, knowing what the bytes cannot say: which request
/// an answer belongs to.
///
/// A fault is handed on as a failed message, or as the failed end of a body.
final class ResponseDecoder extends ByteToMessageDecoder {

    private enum Mode {
        HEAD,
        BODY,
        BODY_UNTIL_CLOSE,
        BROKEN
    }

    private final HeadScan scan;
    private final HeadParser parser;
    private final BodyDecoder body;

    private Mode mode = Mode.HEAD;
    private boolean answersHead;
    private boolean anythingRead;
    private boolean clean = true;

    ResponseDecoder(Limits limits, HeadParser parser) {
        this.scan = new HeadScan(limits.requestLineBytes(), limits.responseHeadBytes());
        this.parser = parser;
        this.body = new BodyDecoder(scan, parser);
    }

    /// @param head whether the request is a HEAD, whose answer has no body whatever its fields say (RFC 9110 §9.3.2)
    void expect(boolean head) {
        answersHead = head;
        anythingRead = false;
        clean = true;
    }

    /// Whether a byte arrived since [#expect].
    boolean hasReadAnything() {
        return anythingRead;
    }

    /// Whether bytes lie here that belong to no answer.
    boolean hasLeftovers() {
        return actualReadableBytes() > 0;
    }

    /// Whether no answer announced a body that it cannot have: its bytes would be taken for the next answer.
    boolean answersCleanly() {
        return clean;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        anythingRead = true;
        super.channelRead(ctx, message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        discardSomeReadBytes(); // and no more, as in RequestDecoder
        ctx.fireChannelReadComplete();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        try {
            switch (mode) {
                case HEAD -> decodeHead(in, out);
                case BODY, BODY_UNTIL_CLOSE -> decodePart(in, out);
                case BROKEN -> in.skipBytes(in.readableBytes());
            }
        } catch (Refusal fault) {
            out.add(mode == Mode.HEAD ? HeadParser.noResponse(fault) : BodyDecoder.faultyEnd(fault));
            mode = Mode.BROKEN;
            in.skipBytes(in.readableBytes());
        }
    }

    /// Called when the connection has ended, which is the end of a body that nothing else tells.
    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        super.decodeLast(ctx, in, out);
        if (mode == Mode.BODY_UNTIL_CLOSE) {
            mode = Mode.BROKEN;
            out.add(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void decodeHead(ByteBuf in, List<Object> out) {
        if (!scan.isComplete(in)) {
            return;
        }
        var response = parser.response(in, scan.size());
        var length = bodyOf(response);
        // Looked at by whoever writes the answer; refused here, where that is the end of it.
        var _ = ConnectionField.of(response.headers());
        out.add(response);
        body.begin(length);
        mode = length == BodyFraming.UNTOLD ? Mode.BODY_UNTIL_CLOSE : Mode.BODY;
        if (length == 0) {
            decodePart(in, out);
        }
    }

    private void decodePart(ByteBuf in, List<Object> out) {
        var part = body.next(in);
        if (part != null) {
            out.add(part);
            if (part instanceof LastHttpContent) {
                mode = Mode.HEAD;
                scan.restart();
            }
        }
    }

    private long bodyOf(HttpResponse response) {
        var code = response.status().code();
        if (code < 200 || code == 204) {
            clean &= !announcesBody(response);
            return 0;
        }
        // Refuses broken framing even where no body follows: the client reads the same fields.
        var length = BodyFraming.of(response);
        return answersHead || code == 304 ? 0 : length;
    }

    private static boolean announcesBody(HttpResponse response) {
        var length = response.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return response.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                || (length != null && !length.equals("0"));
    }
}
