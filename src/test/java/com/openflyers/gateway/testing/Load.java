package com.openflyers.gateway.testing;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/// Clients that ask one space a hundred times a second each, on connections of their own that they open again when they
/// are told to or must, and that keep what they saw.
public final class Load {

    /// @param startedNanos when the request was begun to be sent
    /// @param status       0 when the connection broke before the answer was whole
    public record Answer(long startedNanos, long endedNanos, int status, String version, long revision) {}

    /// @param millis  in which 99 of 100 answers came
    /// @param refused answers that were not 200
    public record Percentile(double millis, long refused) {}

    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(10);

    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();
    private final List<String> requests;
    private final IntSupplier port;
    private volatile boolean stopping;

    private Load(List<String> requests, IntSupplier port, int connections) {
        this.requests = requests;
        this.port = port;
        for (var i = 0; i < connections; i++) {
            clients.add(Thread.ofVirtual().start(this::ask));
        }
    }

    public static Load on(String host, int port, int connections) {
        return new Load(List.of(get(host)), () -> port, connections);
    }

    /// Reads and writes in turn: what must not be sent twice is lost when its connection breaks.
    public static Load readingAndWriting(String host, int port, int connections) {
        return new Load(List.of(get(host), post(host)), () -> port, connections);
    }

    /// Takes the ports in turn, connection by connection.
    public static Load on(String host, int[] ports, int connections) {
        var next = new AtomicInteger();
        return new Load(
                List.of(get(host)), () -> ports[Math.floorMod(next.getAndIncrement(), ports.length)], connections);
    }

    /// Answers so far.
    public int count() {
        return count.get();
    }

    /// Waits until this many more answers have come.
    public Load awaitMore(int more) {
        var goal = count.get() + more;
        Futures.until(more + " more answers", () -> count.get() >= goal);
        return this;
    }

    /// Lets every client finish its request.
    public List<Answer> stop() {
        stopping = true;
        for (var client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        return List.copyOf(answers);
    }

    /// The 99th percentile of what clients see for a while.
    public static Percentile p99(String host, int port, int connections, Duration during) {
        var load = on(host, port, connections);
        LockSupport.parkNanos(during.toNanos());
        var answers = load.stop();
        var nanos = answers.stream()
                .mapToLong(answer -> answer.endedNanos() - answer.startedNanos())
                .sorted()
                .toArray();
        var refused = answers.stream().filter(answer -> answer.status() != 200).count();
        return new Percentile(nanos[nanos.length * 99 / 100] / 1e6, refused);
    }

    private static String get(String host) {
        return "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }

    private static String post(String host) {
        var form = "menu=3&sub_menu=12";
        return "POST /index.php HTTP/1.1\r\nHost: " + host
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                + "\r\n\r\n" + form;
    }

    private void ask() {
        var next = 0;
        while (!stopping) {
            try (var connection = Conversation.with(port.getAsInt())) {
                while (!stopping && ask(connection, requests.get(next++ % requests.size()))) {
                    // On the same connection, and not faster: a flip wants a share of the processor, too.
                    LockSupport.parkNanos(PACE);
                }
            } catch (UncheckedIOException e) {
                add(new Answer(System.nanoTime(), System.nanoTime(), 0, "", 0));
            }
        }
    }

    /// @return whether the connection goes on
    private boolean ask(Conversation connection, String request) {
        var started = System.nanoTime();
        try {
            var message = connection.send(request).readMessage();
            var revision = message.field("X-Revision");
            add(new Answer(
                    started,
                    System.nanoTime(),
                    message.status(),
                    message.field("X-App-Version"),
                    revision.isEmpty() ? 0 : Long.parseLong(revision)));
            return !message.field("Connection").equals("close");
        } catch (UncheckedIOException e) {
            add(new Answer(started, System.nanoTime(), 0, "", 0));
            return false;
        }
    }

    private void add(Answer answer) {
        answers.add(answer);
        count.incrementAndGet();
    }
}
