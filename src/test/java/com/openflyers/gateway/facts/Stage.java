package com.openflyers.gateway.facts;

import com.openflyers.gateway.facts.Run.End;
import com.openflyers.gateway.facts.Run.Received;
import com.openflyers.gateway.facts.Strict.Fault;
import com.openflyers.gateway.facts.Strict.Incomplete;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.Eventually;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.LoggedRequests.Line;
import io.vertx.core.transport.Transport;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// A live edge between clients and an upstream that act out cases, many at a time and over the same pooled
/// connections.
///
/// Each client has an address of its own, of the many that loopback has: by it the upstream knows whose request it
/// got (`X-Forwarded-For`, which no client can set), and the log tells whose it served.
final class Stage implements AutoCloseable {

    private static final int CLIENTS_AT_ONCE = 8;
    /// Between two writes, so that they are read apart; spared where there are many.
    private static final long PAUSE = 500_000;

    private static final int FEW = 5;

    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> strays = new ConcurrentLinkedQueue<>();
    private final FakeUpstream upstream = FakeUpstream.speaking(this::serve);
    private final EdgeUnderTest edge;
    private int clients;

    Stage(Transport transport) {
        edge = EdgeUnderTest.start(transport, "")
                .version("2.0", Rules.NONE, upstream.address())
                .space("a", "2.0");
    }

    /// Acts out all cases and waits for the last line of the log.
    List<Run> play(List<Case> cases) {
        var played = new ArrayList<Run>();
        try (var threads =
                Executors.newFixedThreadPool(CLIENTS_AT_ONCE, Thread.ofVirtual().factory())) {
            for (var script : cases) {
                var run = new Run(script);
                var address = address(++clients);
                played.add(run);
                runs.put(address.getHostAddress(), run);
                threads.execute(() -> play(run, address));
            }
        }
        var byClient = logged();
        runs.forEach((address, run) -> run.logged(byClient.getOrDefault(address, List.of())));
        runs.clear();
        upstream.forget();
        return played;
    }

    /// Bytes that the upstream could not read as a request, or not as anybody's.
    List<String> strays() {
        return List.copyOf(strays);
    }

    @Override
    public void close() {
        edge.close();
        upstream.close();
    }

    // ---- the client

    private void play(Run run, InetAddress address) {
        var script = Script.of(Case.octets(run.script().sent()));
        try (var client = edge.connectFrom(address)) {
            var saidAll = write(client, run.script().sent());
            while (!script.isAnswered(run.heard())) {
                var some = client.readSome();
                if (some.isEmpty()) {
                    run.ended(saidAll ? End.CLOSED : End.CLOSED_OR_RESET);
                    return;
                }
                run.hears(some);
            }
            run.ended(End.LEFT);
        } catch (UncheckedIOException e) {
            run.ended(e.getCause() instanceof SocketTimeoutException ? End.HUNG : End.RESET);
        }
    }

    /// @return false when the other side was gone before the end
    private static boolean write(Conversation to, String text) {
        var writes = Case.writes(text);
        try {
            for (var i = 0; i < writes.size(); i++) {
                if (i > 0 && writes.size() < FEW) {
                    LockSupport.parkNanos(PAUSE);
                }
                to.send(writes.get(i));
            }
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {
                127, (byte) (1 + (number >> 16)), (byte) (number >> 8), (byte) number,
            });
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    // ---- the upstream

    private void serve(FakeUpstream.Connection connection) {
        var peer = connection.peer();
        var text = new StringBuilder();
        var at = 0;
        Received serving = null;
        while (true) {
            try {
                if (serving == null) {
                    serving = arrived(text.toString(), at);
                    if (serving.isEarly()) {
                        var _ = write(peer, serving.reply());
                    }
                }
                var whole = Strict.request(text.toString(), at);
                serving.complete(whole);
                at = whole.end();
                if (!serving.isEarly()) {
                    var _ = write(peer, serving.reply());
                }
                if (serving.isReset()) {
                    peer.reset();
                    return;
                }
                var status = lastStatus(serving);
                if (status == 101 && whole.asksForWebSocket()) {
                    readTunnel(peer, text, serving.lastWords());
                    serving.tunnelled(text.substring(at));
                }
                if (status == 0 || status == 101) {
                    return;
                }
                serving = null;
            } catch (Incomplete e) {
                var some = peer.readSome();
                if (some.isEmpty()) {
                    if (serving == null && text.length() > at) {
                        strays.add("part of a head: " + text.substring(at));
                    }
                    return;
                }
                text.append(some);
            } catch (Fault e) {
                strays.add("no request (" + e.getMessage() + ") at " + at + " of: " + text);
                return;
            }
        }
    }

    private Received arrived(String text, int at) {
        if (text.startsWith("\r", at) || text.startsWith("\n", at)) {
            throw new Fault("an empty line before it");
        }
        var head = Strict.requestHead(text, at);
        var run = runs.get(Strict.value(head.fields(), "X-Forwarded-For"));
        if (run == null) {
            throw new Fault("nobody's");
        }
        return run.arrived(head);
    }

    /// Reads on until the client has said everything.
    private static void readTunnel(Conversation peer, StringBuilder text, String lastWords) {
        while (text.lastIndexOf(lastWords) < text.length() - lastWords.length()) {
            var some = peer.readSome();
            if (some.isEmpty()) {
                break;
            }
            text.append(some);
        }
    }

    /// The status of the final answer, or 0 when the connection must close behind it.
    private static int lastStatus(Received serving) {
        var reply = Case.octets(serving.reply());
        try {
            var answer = Strict.finalAnswer(reply, serving.head().method(), false);
            return answer.closes() ? 0 : answer.status();
        } catch (Incomplete | Fault e) {
            return 0;
        }
    }

    // ---- the log

    /// Every line there will be: the last request of all comes when nobody else is connected.
    private Map<String, List<Line>> logged() {
        Eventually.holds(
                Duration.ofSeconds(60),
                () -> edge.edge().connections() == 0,
                () -> new AssertionError("connections stay open"));
        var last = "/last/" + clients;
        try (var client = edge.connect()) {
            client.send("GET " + last + " HTTP/1.1\r\nHost: nobody.localhost\r\n\r\n")
                    .readMessage();
        }
        edge.logged().await(line -> line.path().equals(last));
        return edge.logged().take().stream().collect(Collectors.groupingBy(Line::client));
    }
}
