package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;

/// Reads heads and trailer sections that [HeadScan] found complete, by the grammar of RFC 9112 §3 to §5 and
/// nothing beyond it: one space between the words of the first line, a token and a colon before each value, no
/// controls within.
///
/// One for each event loop: the bytes are copied here once, and read from an array.
final class HeadParser {

    // Checked here already, octet by octet.
    private static final HttpHeadersFactory UNCHECKED =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);
    private static final int VERSION_LENGTH = "HTTP/1.1".length();

    private final int maxFields;
    private byte[] bytes = new byte[4096];
    private int at;
    /// Where the empty line is.
    private int end;
    /// Whether white space before a colon is taken away and not refused: in answers (RFC 9112 §5.1).
    private boolean forgiving;

    HeadParser(int maxFields) {
        this.maxFields = maxFields;
    }

    /// Takes a head of that size from the buffer.
    ///
    /// @return a request; with a failure in its decoder result when its first line is sound and what follows is not
    /// @throws Refusal when its first line is none
    FramedRequest request(ByteBuf in, int size) {
        take(in, size);
        var request = requestLine();
        try {
            RequestTarget.requireSound(request.uri());
            fields(request.headers(), maxFields);
            request.frame();
        } catch (Refusal refusal) {
            request.setDecoderResult(DecoderResult.failure(refusal));
        }
        return request;
    }

    /// Takes a head of that size from the buffer.
    ///
    /// @throws Refusal when it is none
    HttpResponse response(ByteBuf in, int size) {
        take(in, size);
        forgiving = true;
        var response = statusLine();
        fields(response.headers(), Integer.MAX_VALUE);
        return response;
    }

    /// What stands for an answer that could not be read.
    static HttpResponse noResponse(Refusal fault) {
        var none = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_GATEWAY);
        none.setDecoderResult(DecoderResult.failure(fault));
        return none;
    }

    /// Takes a trailer section of that size from the buffer.
    ///
    /// @throws Refusal when it is none
    HttpHeaders trailers(ByteBuf in, int size) {
        take(in, size);
        var trailers = UNCHECKED.newHeaders();
        fields(trailers, maxFields);
        return trailers;
    }

    private void take(ByteBuf in, int size) {
        if (bytes.length < size) {
            bytes = new byte[size];
        }
        in.readBytes(bytes, 0, size);
        at = 0;
        forgiving = false;
        end = size - 2;
    }

    private FramedRequest requestLine() {
        var lineEnd = 0;
        while (bytes[lineEnd] != '\r') {
            lineEnd++;
        }
        var versionAt = lineEnd - VERSION_LENGTH;
        var method = method();
        var targetAt = at + 1;
        if (bytes[at] != ' ' || versionAt - 1 <= targetAt || bytes[versionAt - 1] != ' ') {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        var version = version(versionAt);
        var target = text(targetAt, versionAt - 1);
        at = lineEnd;
        endLine();
        return new FramedRequest(version, method, target, UNCHECKED.newHeaders());
    }

    /// Version, one space, three digits; one more space before the reason, which may be empty (RFC 9112 §4).
    private DefaultHttpResponse statusLine() {
        var line = VERSION_LENGTH + " 200".length();
        if (end < line || bytes[VERSION_LENGTH] != ' ') {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        var version = version(0);
        var code = 0;
        for (at = VERSION_LENGTH + 1; at < line; at++) {
            if (!isDigit(bytes[at])) {
                throw new Refusal(Cause.BAD_REQUEST);
            }
            code = code * 10 + bytes[at] - '0';
        }
        if (code < 100 || code > 599 || (bytes[at] != ' ' && bytes[at] != '\r')) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        return new DefaultHttpResponse(version, status(code), UNCHECKED.newHeaders());
    }

    private HttpResponseStatus status(int code) {
        var start = bytes[at] == ' ' ? ++at : at;
        var usual = HttpResponseStatus.valueOf(code);
        var phrase = usual.reasonPhrase();
        while (Octets.isText(bytes[at])) {
            at++;
        }
        var last = at;
        endLine();
        return isText(phrase, start, last) ? usual : new HttpResponseStatus(code, text(start, last));
    }

    private boolean isText(String text, int start, int last) {
        if (text.length() != last - start) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) != bytes[start + i]) {
                return false;
            }
        }
        return true;
    }

    private HttpMethod method() {
        while (Octets.isToken(bytes[at])) {
            at++;
        }
        if (at == 0) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        if (at > Limits.METHOD_LENGTH) {
            throw new Refusal(Cause.NOT_IMPLEMENTED);
        }
        return at == 3 && bytes[0] == 'G' && bytes[1] == 'E' && bytes[2] == 'T'
                ? HttpMethod.GET
                : HttpMethod.valueOf(text(0, at));
    }

    /// `HTTP/1.0` and `HTTP/1.1` to the letter; another `HTTP/digit.digit` is a version we do not speak (RFC 9110
    /// §15.6.6).
    private HttpVersion version(int start) {
        var wellFormed = bytes[start] == 'H'
                && bytes[start + 1] == 'T'
                && bytes[start + 2] == 'T'
                && bytes[start + 3] == 'P'
                && bytes[start + 4] == '/'
                && isDigit(bytes[start + 5])
                && bytes[start + 6] == '.'
                && isDigit(bytes[start + 7]);
        if (!wellFormed) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        if (bytes[start + 5] != '1' || bytes[start + 7] > '1') {
            throw new Refusal(Cause.VERSION_NOT_SUPPORTED);
        }
        return bytes[start + 7] == '1' ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_0;
    }

    private void fields(HttpHeaders to, int most) {
        for (var count = 0; at < end; count++) {
            if (count == most) {
                throw new Refusal(Cause.HEAD_TOO_LARGE);
            }
            var name = name();
            to.add(name, value());
        }
    }

    private AsciiString name() {
        var start = at;
        while (Octets.isToken(bytes[at])) {
            at++;
        }
        var last = at;
        while (forgiving && Octets.isBlank(bytes[at])) {
            at++;
        }
        if (last == start || bytes[at] != ':') {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        at++;
        return CommonNames.of(bytes, start, last);
    }

    private String value() {
        while (Octets.isBlank(bytes[at])) {
            at++;
        }
        var start = at;
        while (Octets.isText(bytes[at])) {
            at++;
        }
        var last = at;
        while (last > start && Octets.isBlank(bytes[last - 1])) {
            last--;
        }
        endLine();
        return text(start, last);
    }

    /// The head ends with an empty line, so that no look ahead goes past it.
    private void endLine() {
        if (bytes[at] != '\r' || bytes[at + 1] != '\n') {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        at += 2;
    }

    @SuppressWarnings("deprecation") // the one constructor that takes octets for Latin-1 without a detour
    private String text(int start, int end) {
        return new String(bytes, 0, start, end - start);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
