package com.openflyers.gateway.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;

/// Netty's response decoder, told what it cannot know by itself: which request the answer belongs to.
final class ResponseDecoder extends HttpResponseDecoder {

    private boolean answersHead;
    private boolean anythingRead;
    private boolean clean = true;

    ResponseDecoder(Limits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.requestLineBytes())
                .setMaxHeaderSize(limits.responseHeadBytes())
                .setMaxChunkSize(64 * 1024));
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
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        var fields = message.headers();
        if (super.isContentAlwaysEmpty(message)) {
            var status = ((HttpResponse) message).status().code();
            clean &= status == 304 || !(fields.contains(HttpHeaderNames.TRANSFER_ENCODING) || announcesBody(fields));
            return true;
        }
        return answersHead;
    }

    private static boolean announcesBody(HttpHeaders fields) {
        var length = fields.get(HttpHeaderNames.CONTENT_LENGTH);
        return length != null && !length.equals("0");
    }
}
