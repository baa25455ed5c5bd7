package com.openflyers.gateway.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.openflyers.gateway.testing.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// Requests at times that were set beforehand, whatever became of those before: an open model.
///
/// A request's time counts from when it was *due*, not from when a connection was free for it, so that a stall costs
/// every request that it delays (without that, *coordinated omission*). Prints one line, `p50 p99 failed perSecond`,
/// times in microseconds.
final class OpenLoad {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    /// Unmeasured at the beginning: until then the generator itself is being compiled.
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    /// @param p99       microseconds
    /// @param failed    requests without a complete answer of status 200
    /// @param perSecond answers that came
    record Outcome(double p50, double p99, long failed, double perSecond) {}

    private final Selector selector = Selector.open();
    private final ArrayDeque<Connection> free = new ArrayDeque<>();
    private final ByteBuffer request;
    private final long[] nanos;
    private int measured;
    private double measuredSeconds;
    private long failed;

    private OpenLoad(int port, int connections, int requests) throws IOException {
        this.request = ByteBuffer.wrap(
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n".formatted(port).getBytes(US_ASCII));
        this.nanos = new long[requests];
        for (var i = 0; i < connections; i++) {
            free.add(new Connection(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        }
    }

    /// Runs the generator as a process of its own.
    ///
    /// @param core      the processor to run on
    /// @param perSecond requests
    static Outcome run(int core, int port, int connections, double perSecond, Duration during) {
        var command = List.of(
                "taskset",
                "-c",
                Integer.toString(core),
                ChildProcess.java(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                // What is compiled a second time, on the one core, delays hundreds of requests at once.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OpenLoad.class.getName(),
                Integer.toString(port),
                Integer.toString(connections),
                Long.toString(Math.round(perSecond)),
                Long.toString(during.toSeconds()));
        try (var process = ChildProcess.start("the open load", command)) {
            var _ = process.exitCode(LONGEST);
            var words = process.output().strip().split(" ");
            return new Outcome(
                    Double.parseDouble(words[0]),
                    Double.parseDouble(words[1]),
                    Long.parseLong(words[2]),
                    Double.parseDouble(words[3]));
        }
    }

    public static void main(String[] arguments) throws IOException {
        var port = Integer.parseInt(arguments[0]);
        var connections = Integer.parseInt(arguments[1]);
        var perSecond = Integer.parseInt(arguments[2]);
        var seconds = Integer.parseInt(arguments[3]);
        var load = new OpenLoad(port, connections, perSecond * seconds);
        load.send(perSecond * (int) WARM_UP.toSeconds(), perSecond, false);
        load.send(perSecond * seconds, perSecond, true);
        Arrays.sort(load.nanos, 0, load.measured);
        System.out.printf(
                Locale.ROOT,
                "%.1f %.1f %d %.0f%n",
                load.percentile(0.5),
                load.percentile(0.99),
                load.failed,
                load.measured / load.measuredSeconds);
    }

    private void send(int requests, int perSecond, boolean measure) throws IOException {
        var interval = Duration.ofSeconds(1).toNanos() / perSecond;
        var began = System.nanoTime();
        var sent = 0;
        var answered = 0;
        while (answered < requests) {
            var due = Math.min(requests, (int) ((System.nanoTime() - began) / interval) + 1);
            while (sent < due && !free.isEmpty()) {
                free.poll().send(began + sent++ * interval);
            }
            var before = answered;
            selector.selectNow();
            for (var key : selector.selectedKeys()) {
                var connection = (Connection) key.attachment();
                if (connection.answered()) {
                    answered++;
                    if (measure) {
                        nanos[measured++] = System.nanoTime() - connection.due;
                    }
                    free.add(connection);
                }
            }
            selector.selectedKeys().clear();
            if (answered == before && sent >= due) {
                LockSupport.parkNanos(interval / 2);
            }
        }
        measuredSeconds = (System.nanoTime() - began) / 1e9;
    }

    private double percentile(double share) {
        return nanos[(int) (share * (measured - 1))] / 1000.0;
    }

    /// One connection with at most one request on it.
    private final class Connection {

        private final InetSocketAddress address;
        private final ByteBuffer read = ByteBuffer.allocate(64 * 1024);
        private SocketChannel channel;
        private long due;
        private int length;

        private Connection(InetSocketAddress address) throws IOException {
            this.address = address;
            this.channel = connect();
        }

        private SocketChannel connect() throws IOException {
            var made = SocketChannel.open(address);
            made.socket().setTcpNoDelay(true);
            made.configureBlocking(false);
            var _ = made.register(selector, SelectionKey.OP_READ, this);
            return made;
        }

        private void send(long dueNanos) throws IOException {
            due = dueNanos;
            read.clear();
            var _ = channel.write(request.duplicate());
        }

        /// Whether an answer is there to its last byte, or will never be.
        private boolean answered() throws IOException {
            if (channel.read(read) < 0) {
                failed++;
                channel.close();
                channel = connect();
                return true;
            }
            if (length == 0) {
                length = lengthOfAnswer();
            }
            if (length == 0 || read.position() < length) {
                return false;
            }
            if (read.get("HTTP/1.1 ".length()) != '2') {
                failed++;
            }
            return true;
        }

        /// Head and body; 0 while the head is not complete. Asked once: all answers of one server are alike here.
        private int lengthOfAnswer() {
            var text = new String(read.array(), 0, read.position(), US_ASCII);
            var end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return 0;
            }
            var field = text.toLowerCase(Locale.ROOT).indexOf("content-length: ") + "content-length: ".length();
            return end + 4 + Integer.parseInt(text.substring(field, text.indexOf('\r', field)));
        }
    }
}
