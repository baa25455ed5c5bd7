package com.openflyers.gateway.facts;

import java.util.ArrayList;
import java.util.List;

/// What cases are made of: sound messages, and those by which other gateways were confused.
final class Samples {

    private static final String HOST = "Host: a.localhost\r\n";
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n";
    private static final String ECHO = "X-Echo: " + Case.ID + "\r\n";
    private static final String EVIL = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + Judge.EVIL;

    /// `{n}` stands for the place of the request in its case.
    static final List<String> REQUESTS = requests();

    static final List<String> REPLIES = replies();

    static final List<String> FIELDS = List.of(
            "Content-Length: 5",
            "Content-Length: 0",
            "Content-Length: 5, 5",
            "Content-Length:",
            "Content-Length: +5",
            "Content-Length : 5",
            "Content-Length: 18446744073709551621",
            "Content-Length\t: 5",
            "\u000bContent-Length: 5",
            "content_length: 5",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: Chunked",
            "transfer-encoding:chunked",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: ,chunked",
            "Transfer-Encoding: chunked;q=1",
            "Transfer-Encoding: \"chunked\"",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding:\u000bchunked",
            "Transfer-Encoding:\t chunked \t",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding\r: chunked",
            "Transfer-Encoding:",
            "X: y\r\n Transfer-Encoding: chunked",
            "Transfer-Encoding:\r\n chunked",
            "X: a\rTransfer-Encoding: chunked",
            "X: a\nTransfer-Encoding: chunked",
            "Transfer_Encoding: chunked",
            "TE: trailers",
            "Trailer: X-T",
            "Expect: 100-continue",
            "Expect: foo",
            "Connection: close",
            "Connection: keep-alive",
            "Connection: ,close,",
            "Connection: Content-Length",
            "Connection: Transfer-Encoding, Host",
            "Connection: X-Forwarded-For, X-Request-Id",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Upgrade: h2c",
            "Host: a.localhost",
            "Host: b.localhost",
            " Host: b.localhost",
            "Host:",
            "X-Request-Id: 0",
            "X-Forwarded-For: 127.9.9.9",
            "X_Forwarded_For: 127.9.9.9",
            "Max-Forwards: 0",
            "Max-Forwards: 5",
            "Via: 1.1 other",
            "X: " + "x".repeat(9_000),
            "X: \u0080\u00ff",
            "X: a\u0000b",
            ": no name",
            "no colon",
            " folded",
            "");

    static final List<String> REPLY_FIELDS = List.of(
            "Content-Length: 5",
            "Content-Length: 0",
            "Content-Length: 1000",
            "Content-Length: foo",
            "Content-Length: 5, 5",
            "Content-Length: -1",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding:",
            "Transfer-Encoding : chunked",
            "Connection: close",
            "Connection: keep-alive",
            "Connection: X-Echo, Content-Length",
            "Connection: Transfer-Encoding",
            "Keep-Alive: timeout=5",
            "Upgrade: websocket",
            "X : a",
            "X: a\r\n b",
            "X: a\u0000b",
            "X: a\rb",
            "X: " + "x".repeat(5_000),
            ": no name",
            "no colon",
            "");

    static final List<String> OCTETS = List.of(
            "\r", "\n", "\r\n", "\u0000", "\t", "\u000b", " ", ":", ";", ",", "\"", "#", "?", "%", "/", "\\", "0", "5",
            "a", "\u001f", "\u007f", "\u0080", "\u00ff");

    static final List<String> LINE_ENDS = List.of("\n", "\r", "\r\r\n", "\n\r", "\r\n\r\n", " \r\n", "\u0000\r\n", "");

    static final List<String> NAMES = List.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "OPTIONS",
            "CONNECT",
            "TRACE",
            "get",
            "HTTP/1.1",
            "HTTP/1.0",
            "HTTP/2.0",
            "http/1.1",
            "HTTP/1.10",
            "Host",
            "X",
            "Content-Length",
            "Transfer-Encoding",
            "/",
            "//",
            "http://a.localhost/",
            "http://b.localhost/",
            "a.localhost",
            "b.localhost",
            "a.localhost:80",
            "chunked",
            "0\r\n");

    private Samples() {}

    private static List<String> requests() {
        var samples = new ArrayList<String>();
        for (var method : List.of("GET", "GET", "HEAD", "DELETE", "OPTIONS")) {
            samples.add(method + " /{n} HTTP/1.1\r\n" + HOST + "\r\n");
        }
        samples.add("\r\nGET /{n} HTTP/1.1\r\n" + HOST + "\r\n");
        samples.add("GET /{n}?q=%20&x HTTP/1.1\r\n" + HOST + "Accept: text/html\r\nX: 1\r\nY: 0\r\nX: 2\r\n\r\n");
        samples.add("GET http://a.localhost/{n}?x HTTP/1.1\r\nHost: b.localhost\r\n\r\n");
        samples.add("GET /{n} HTTP/1.0\r\n" + HOST + "\r\n");
        samples.add("GET /{n} HTTP/1.0\r\n" + HOST + "Connection: keep-alive\r\n\r\n");
        samples.add("GET /{n} HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
        samples.add("OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n");
        samples.add("OPTIONS /{n} HTTP/1.1\r\n" + HOST + "Max-Forwards: 0\r\n\r\n");
        samples.add("GET /{n} HTTP/1.1\r\nHost: nobody.localhost\r\n\r\n");
        samples.add("GET /{n} HTTP/1.1\r\n" + HOST + "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        for (var body : List.of("hello", SMUGGLED, "0\r\n\r\n" + SMUGGLED, "x".repeat(20_000))) {
            for (var method : List.of("POST", "PUT", "GET")) {
                samples.add(withLength(method, body));
                samples.add(chunked(method, "", body));
            }
        }
        samples.add(withLength("POST", "hello").replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
        samples.add(chunked("POST", ";a=b;c=\"x y\"", "hello"));
        samples.add(chunked("POST", "", "hello").replace("\r\n0\r\n", "\r\n00\r\nX-T: 1\r\nContent-Length: 9\r\n"));
        samples.addAll(attacks());
        return samples;
    }

    /// Of the published attacks on framing: what one server takes for a body, another takes for the next request.
    private static List<String> attacks() {
        var post = "POST /{n} HTTP/1.1\r\n" + HOST;
        var chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
        return List.of(
                post + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX",
                post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n2f\r\n" + SMUGGLED + "\r\n0\r\n\r\n",
                post + "Content-Length: 0\r\nContent-Length: " + SMUGGLED.length() + "\r\n\r\n" + SMUGGLED,
                "POST /{n} HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + SMUGGLED,
                chunked + "5;\r\nhello\r\n0\r\n\r\n",
                chunked + "5 ;a\r\nhello\r\n0\r\n\r\n",
                chunked + "5;a=\"\r\nhello\r\n0\r\n\r\n",
                chunked + "5;a\nhello\r\n0\r\n\r\n" + SMUGGLED,
                chunked + "1;a\u0000\r\nX\r\n0\r\n\r\n",
                chunked + "5\r\nhelloXX0\r\n\r\n" + SMUGGLED,
                chunked + "5\r\nhell\r\n0\r\n\r\n",
                chunked + "1\r\nX\r\n\r\n0\r\n\r\n",
                chunked + "1\nX\n0\n\n",
                chunked + "0x5\r\nhello\r\n0\r\n\r\n",
                chunked + "100000005\r\nhello\r\n0\r\n\r\n",
                chunked + "10000000000000005\r\nhello\r\n0\r\n\r\n",
                chunked + "-1\r\nhello\r\n0\r\n\r\n",
                chunked + "\r\n0\r\n\r\n",
                chunked + "0\r\nX: y\r\n z\r\n\r\n",
                chunked + "0\r\nno colon\r\n\r\n",
                chunked + "0\r\n" + SMUGGLED,
                chunked + "0\n\n" + SMUGGLED,
                "GET /{n} HTTP/1.1\r\n" + HOST + "Content-Length: " + SMUGGLED.length() + "\r\n\r\n" + SMUGGLED,
                "GET /{n} HTTP/1.1\r\n" + HOST + "Content-Length: 100\r\n\r\n" + SMUGGLED,
                "CONNECT a.localhost:80 HTTP/1.1\r\n" + HOST + "\r\n" + SMUGGLED,
                "GET /{n}\r\n",
                "GET  /{n} HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /{n} x HTTP/1.1\r\n" + HOST + "\r\n",
                "GET\t/{n}\tHTTP/1.1\r\n" + HOST + "\r\n",
                "GET /{n} HTTP/1.1\r\n Host: a.localhost\r\n\r\n",
                "GET /{n} HTTP/1.1\nHost: a.localhost\n\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }

    private static List<String> replies() {
        var hello = "HTTP/1.1 200 OK\r\n" + ECHO + "Content-Length: 5\r\n\r\nhello";
        var chunks = "HTTP/1.1 200 OK\r\n" + ECHO + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
        return List.of(
                hello,
                hello,
                chunks,
                chunks.replace("0\r\n\r\n", "0\r\nX-T: 1\r\n\r\n"),
                "HTTP/1.1 200 OK\r\n" + ECHO + "\r\nhello",
                "HTTP/1.0 200 OK\r\n" + ECHO + "\r\nhello",
                "HTTP/1.0 200 OK\r\n" + ECHO + "Content-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\n" + ECHO + "Content-Length: 100000\r\n\r\n" + "x".repeat(100_000),
                "HTTP/1.1 204 No Content\r\n" + ECHO + "\r\n",
                "HTTP/1.1 304 Not Modified\r\n" + ECHO + "Content-Length: 5\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\n" + ECHO + "Content-Length: 0\r\n\r\n",
                "HTTP/1.1 299 \r\n" + ECHO + "Content-Length: 5\r\n\r\nhello",
                "HTTP/1.1 100 Continue\r\n\r\n" + hello,
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + chunks,
                "HTTP/1.1 103 Early Hints\r\nContent-Length: 5\r\n\r\n" + hello,
                "HTTP/1.1 101 Switching Protocols\r\n" + ECHO
                        + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n\u0081\u0002hi",
                hello.replace("hello", "hel"),
                chunks.replace("0\r\n\r\n", ""),
                chunks.replace("hello\r\n0", "hell"),
                chunks.replace("5\r\n", "5;a=b\r\n"),
                chunks.replace("5\r\n", "g\r\n"),
                hello + EVIL,
                chunks + EVIL,
                hello + "\r\n",
                "HTTP/1.1 204 No Content\r\n" + ECHO + "Content-Length: " + EVIL.length() + "\r\n\r\n" + EVIL,
                "HTTP/1.1 204 No Content\r\n" + ECHO + "Transfer-Encoding: chunked\r\n\r\n5\r\n" + EVIL,
                "HTTP/1.1 304 Not Modified\r\n" + ECHO + "\r\n" + EVIL,
                "HTTP/1.1 200 OK\r\n" + ECHO + "Content-Length: 0\r\n\r\n" + EVIL,
                "HTTP/1.1 200 OK\r\n" + ECHO
                        + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n" + ECHO + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
                "HTTP/1.1 099 Low\r\n\r\n",
                "HTTP/1.1 1000 High\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "nonsense\r\n\r\n",
                "HTTP/1.1 200 OK\r\n" + ECHO,
                "");
    }

    private static String withLength(String method, String body) {
        return method + " /{n} HTTP/1.1\r\n" + HOST + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String chunked(String method, String extension, String body) {
        return method + " /{n} HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(body.length()) + extension + "\r\n" + body + "\r\n0\r\n\r\n";
    }
}
