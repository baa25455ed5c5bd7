package com.openflyers.gateway.facts;

import com.openflyers.gateway.facts.Strict.Fault;
import com.openflyers.gateway.facts.Strict.Incomplete;
import com.openflyers.gateway.facts.Strict.Request;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.ForeignProxy;
import com.openflyers.gateway.testing.Ports;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// One of several proxies that are given the same bytes, with an upstream that tells which requests reached it.
///
/// All give up soon on a client that says no more, so that it is they who end every conversation.
final class Beside implements AutoCloseable {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final List<String> received;
    private final List<Runnable> closing;
    private final int port;

    /// @param received grows while requests arrive
    /// @param closing  what to do when it is not needed any more
    private Beside(int port, List<String> received, Runnable... closing) {
        this.port = port;
        this.received = received;
        this.closing = List.of(closing);
    }

    static Beside gateway() {
        var received = new CopyOnWriteArrayList<String>();
        var upstream = upstream(received);
        var edge = EdgeUnderTest.start("edge: {deadlines: {head: 500ms, body-idle: 500ms, keep-alive-idle: 500ms}}")
                .leadingTo(upstream)
                .space("a", "2.0");
        return new Beside(edge.port(), received, edge::close, upstream::close);
    }

    static Beside nginx() {
        var received = new CopyOnWriteArrayList<String>();
        var upstream = upstream(received);
        var port = Ports.free();
        var proxy = ForeignProxy.nginx("""
                    server {
                        listen 127.0.0.1:%d;
                        client_header_timeout 500ms;
                        client_body_timeout 500ms;
                        keepalive_timeout 500ms;
                        location / {
                            proxy_pass http://127.0.0.1:%d;
                            proxy_http_version 1.1;
                            proxy_request_buffering off;
                            proxy_set_header Host $http_host;
                        }
                    }
                """.formatted(port, upstream.port()), port);
        return new Beside(port, received, proxy::close, upstream::close);
    }

    static Beside haproxy() {
        var received = new CopyOnWriteArrayList<String>();
        var upstream = upstream(received);
        var port = Ports.free();
        var proxy = ForeignProxy.haproxy("""
                defaults
                    mode http
                    timeout connect 3s
                    timeout client 500ms
                    timeout http-request 500ms
                    timeout server 3s
                listen all
                    bind 127.0.0.1:%d
                    server application 127.0.0.1:%d
                """.formatted(port, upstream.port()), port);
        return new Beside(port, received, proxy::close, upstream::close);
    }

    /// Says each and a canary behind it, and listens to the end.
    ///
    /// @return for each, the requests that reached the upstream whole
    List<List<String>> forwards(List<String> samples) {
        return samples.stream().map(this::forwards).toList();
    }

    private List<String> forwards(String sample) {
        received.clear();
        try (var client = Conversation.with(port)) {
            client.send(sample + Cases.CANARY).readToEnd();
        } catch (UncheckedIOException e) {
            // closed before we had said it all
        }
        return List.copyOf(received);
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }

    private static FakeUpstream upstream(List<String> received) {
        return FakeUpstream.speaking(connection -> {
            var text = new StringBuilder();
            var at = 0;
            while (true) {
                try {
                    var request = Strict.request(text.toString(), at);
                    at = request.end();
                    received.add(describe(request));
                    connection.answer(OK);
                } catch (Incomplete e) {
                    var some = connection.peer().readSome();
                    if (some.isEmpty()) {
                        return;
                    }
                    text.append(some);
                } catch (Fault e) {
                    received.add("what is no request: " + e.getMessage());
                    return;
                }
            }
        });
    }

    private static String describe(Request request) {
        var body = request.body();
        return request.method() + " " + request.target() + " for " + Strict.value(request.fields(), "Host")
                + (body.isEmpty() ? "" : " with " + Case.escape(body));
    }
}
