package com.openflyers.gateway.proxy;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;

/// A request head whose grammar is sound, and how the end of its body is told.
final class FramedRequest extends DefaultHttpRequest {

    enum Body {
        NONE,
        LENGTH,
        CHUNKED
    }

    private Body body = Body.NONE;
    private long length;

    FramedRequest(HttpVersion version, HttpMethod method, String target, HttpHeaders fields) {
        super(version, method, target, fields, false);
    }

    Body body() {
        return body;
    }

    /// Bytes of the body; -1 when chunked, 0 when there is none.
    long length() {
        return length;
    }

    /// Finds out how the body ends, once all fields are there.
    ///
    /// @throws Refusal when that can be read in two ways
    void frame() {
        var told = BodyFraming.of(this);
        if (told != BodyFraming.UNTOLD) {
            length = told;
            body = told == BodyFraming.CHUNKED ? Body.CHUNKED : Body.LENGTH;
        }
    }
}
