package com.openflyers.gateway.proxy;

import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.route.Target;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.util.List;

/// Writes the head that a client receives: the upstream's, less what [FieldRules] keep back, with framing of ours.
final class ResponseWriter {

    private static final AsciiString HTTP11 = AsciiString.cached("HTTP/1.1 ");
    private static final AsciiString CHUNKED = AsciiString.cached("Transfer-Encoding: chunked\r\n");
    private static final AsciiString CLOSE = AsciiString.cached("Connection: close\r\n");
    private static final AsciiString UPGRADE = AsciiString.cached("Connection: Upgrade\r\nUpgrade: websocket\r\n");
    private static final AsciiString NO_INDEX = AsciiString.cached("X-Robots-Tag: noindex, nofollow\r\n");

    private ResponseWriter() {}

    /// How the end of a response body shows to the client (RFC 9112 §6.3).
    enum Framing {
        /// No body follows, whatever the fields say: HEAD, 1xx, 204, 304.
        EMPTY,
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE
    }

    static void write(
            HeadBuffer to,
            HttpResponse response,
            NameSet nominated,
            Framing framing,
            boolean close,
            Target target,
            List<String> staleCookies,
            CharSequence date) {
        var fields = response.headers();
        status(to, response);
        copy(to, fields, nominated);
        frame(to, response, framing);
        if (close) {
            to.text(CLOSE);
        }
        if (response.status().code() == 426 && fields.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
            to.text(UPGRADE); // such an answer says to what (RFC 9110 §15.5.22), and this is what we pass on
        }
        if (!fields.contains(HttpHeaderNames.DATE)) {
            to.field(HttpHeaderNames.DATE, date);
        }
        if (target.space().kind() == Kind.TEST) {
            to.text(NO_INDEX);
        }
        for (var name : staleCookies) {
            to.field(HttpHeaderNames.SET_COOKIE, Cookies.expired(name));
        }
        to.line();
    }

    /// A 1xx, which has neither framing nor anything that concerns the connection; 101 names the protocol.
    static void writeInterim(HeadBuffer to, HttpResponse response) {
        status(to, response);
        copy(to, response.headers(), ConnectionField.of(response.headers()).nominated());
        if (response.status().code() == 101) {
            to.text(UPGRADE);
        }
        to.line();
    }

    private static void status(HeadBuffer to, HttpResponse response) {
        to.begin().text(HTTP11).text(response.status().codeAsText()).octet(' ');
        to.text(reason(response.status())).line();
    }

    /// A phrase means nothing to anybody (RFC 9112 §4): one that breaks the line's grammar is left out.
    private static String reason(HttpResponseStatus status) {
        var phrase = status.reasonPhrase();
        for (var i = 0; i < phrase.length(); i++) {
            var c = phrase.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                return "";
            }
        }
        return phrase;
    }

    private static void frame(HeadBuffer to, HttpResponse response, Framing framing) {
        var length = response.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        switch (framing) {
            case EMPTY -> {
                // HEAD and 304 say how long the body would be; 204 must not (RFC 9110 §8.6).
                if (length != null && response.status().code() != 204) {
                    to.field(HttpHeaderNames.CONTENT_LENGTH, length);
                }
            }
            case LENGTH -> to.field(HttpHeaderNames.CONTENT_LENGTH, length == null ? "0" : length);
            case CHUNKED -> to.text(CHUNKED);
            case UNTIL_CLOSE -> {}
        }
    }

    private static void copy(HeadBuffer to, HttpHeaders fields, NameSet nominated) {
        for (var each = fields.iteratorCharSequence(); each.hasNext(); ) {
            var field = each.next();
            var name = field.getKey();
            if (FieldRules.dropsFromResponse(name) || nominated.contains(name)) {
                continue;
            }
            if (HttpHeaderNames.SET_COOKIE.contentEqualsIgnoreCase(name)) {
                to.field(name, Cookies.hostOnly(field.getValue().toString()));
            } else {
                to.field(name, field.getValue());
            }
        }
    }
}
