package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/// Cuts bodies out of a connection's bytes, one part after the other, none of them copied.
final class BodyDecoder {

    /// Largest part handed on at once.
    private static final int PART = 64 * 1024;

    private enum State {
        LENGTH,
        CHUNK_LINE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILERS
    }

    private final HeadScan scan;
    private final HeadParser parser;

    private State state = State.LENGTH;
    private long left;

    /// @param scan   finds the end of the trailers; not in use for anything else while there is a body
    BodyDecoder(HeadScan scan, HeadParser parser) {
        this.scan = scan;
        this.parser = parser;
    }

    /// Makes ready for a body.
    ///
    /// @param length as [BodyFraming] tells it
    void begin(long length) {
        state = length == BodyFraming.CHUNKED ? State.CHUNK_LINE : State.LENGTH;
        left = length == BodyFraming.UNTOLD ? Long.MAX_VALUE : length;
    }

    /// @return the next part, a [LastHttpContent] at the end; null when bytes are missing for it
    /// @throws Refusal when the bytes are no such body
    @Nullable
    HttpContent next(ByteBuf in) {
        while (true) {
            switch (state) {
                case LENGTH -> {
                    return left == 0 ? LastHttpContent.EMPTY_LAST_CONTENT : part(in, true);
                }
                case CHUNK_LINE -> {
                    if (!readChunkLine(in)) {
                        return null;
                    }
                }
                case CHUNK_DATA -> {
                    var part = part(in, false);
                    if (left == 0) {
                        state = State.CHUNK_END;
                    }
                    return part;
                }
                case CHUNK_END -> {
                    if (!readChunkEnd(in)) {
                        return null;
                    }
                }
                case TRAILERS -> {
                    return scan.isComplete(in) ? last(in) : null;
                }
            }
        }
    }

    /// The end of a body that will not come.
    static HttpContent faultyEnd(Refusal fault) {
        var end = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        end.setDecoderResult(DecoderResult.failure(fault));
        return end;
    }

    private @Nullable HttpContent part(ByteBuf in, boolean endsBody) {
        var size = (int) Math.min(Math.min(in.readableBytes(), PART), left);
        if (size == 0) {
            return null;
        }
        left -= size;
        var content = in.readRetainedSlice(size);
        return endsBody && left == 0 ? new DefaultLastHttpContent(content) : new DefaultHttpContent(content);
    }

    private boolean readChunkLine(ByteBuf in) {
        var start = in.readerIndex();
        var window = Math.min(in.readableBytes(), ChunkLine.LONGEST);
        var lf = in.indexOf(start, start + window, (byte) '\n');
        if (lf < 0) {
            if (window == ChunkLine.LONGEST) {
                throw new Refusal(Cause.BAD_REQUEST);
            }
            return false;
        }
        if (lf == start || in.getByte(lf - 1) != '\r') {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        left = ChunkLine.sizeOf(in, start, lf - 1);
        in.readerIndex(lf + 1);
        if (left == 0) {
            scan.restartInFields();
            state = State.TRAILERS;
        } else {
            state = State.CHUNK_DATA;
        }
        return true;
    }

    private boolean readChunkEnd(ByteBuf in) {
        var start = in.readerIndex();
        var there = in.readableBytes();
        if ((there > 0 && in.getByte(start) != '\r') || (there > 1 && in.getByte(start + 1) != '\n')) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        if (there < 2) {
            return false;
        }
        in.skipBytes(2);
        state = State.CHUNK_LINE;
        return true;
    }

    private HttpContent last(ByteBuf in) {
        var size = scan.size();
        if (size == 2) {
            in.skipBytes(2);
            return LastHttpContent.EMPTY_LAST_CONTENT;
        }
        return new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, parser.trailers(in, size));
    }
}
