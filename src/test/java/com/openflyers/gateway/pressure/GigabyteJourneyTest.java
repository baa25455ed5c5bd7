package com.openflyers.gateway.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.FakeUpstream.Connection;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Load;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Bodies larger than the gateway's memory, with one end that does not read.
@Journey
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GigabyteJourneyTest {

    private static final String DOWN = "down.localhost";
    private static final String UP = "up.localhost";
    private static final long MIB = 1 << 20;
    /// What the system's own buffers of two connections may take up.
    private static final long IN_SOCKETS = 64 * MIB;
    private static final long GROWTH = 96 * MIB;
    private static final byte[] BLOCK = new byte[64 * 1024];

    private PressedGateway gateway;

    private volatile long size;
    private final AtomicLong sent = new AtomicLong();
    private final Semaphore reading = new Semaphore(0);

    @BeforeAll
    void start() {
        gateway = PressedGateway.start(Map.of(
                Hosts.CALM,
                FakeUpstream.answering("calm"),
                DOWN,
                Hosts.afterHead(this::answer),
                UP,
                Hosts.afterHead(this::receive)));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @BeforeEach
    void nothingIsSent() {
        sent.set(0);
    }

    @Test
    void an_answer_waits_in_the_upstream_while_its_reader_stalls() {
        download(256 * MIB);
    }

    @Test
    void an_upload_waits_in_the_client_while_the_upstream_stalls() throws Exception {
        upload(256 * MIB);
    }

    @Test
    @Tag("long")
    void a_gigabyte_waits_in_the_upstream_while_its_reader_stalls() {
        download(1024 * MIB);
    }

    @Test
    @Tag("long")
    void a_gigabyte_waits_in_the_client_while_the_upstream_stalls() throws Exception {
        upload(1024 * MIB);
    }

    private void download(long bytes) {
        size = bytes;
        try (var client = Conversation.with(gateway.port())) {
            var before = gateway.residentBytes();

            client.send(Pressure.get(DOWN));
            Futures.until("the upstream is stopped", unchanged());
            var ahead = sent.get();
            requireOthersServed();
            client.readHead();
            var growth = 0L;
            for (var read = 0L; read < size; read += BLOCK.length) {
                assertThat(client.read(BLOCK.length)).hasSize(BLOCK.length);
                growth = Math.max(growth, read % (16 * MIB) == 0 ? gateway.residentBytes() - before : 0);
            }

            report("to a stalled reader", ahead, growth);
            assertThat(ahead).isLessThan(IN_SOCKETS);
            assertThat(growth).isLessThan(GROWTH);
        }
    }

    private void upload(long bytes) throws InterruptedException {
        size = bytes;
        try (var client = Conversation.with(gateway.port())) {
            var before = gateway.residentBytes();

            client.send("POST " + Hosts.PATH + " HTTP/1.1\r\nHost: " + UP + "\r\nContent-Length: " + size + "\r\n\r\n");
            var sending = Thread.ofVirtual().start(() -> send(client));
            Futures.until("the client is stopped", unchanged());
            var ahead = sent.get();
            requireOthersServed();
            reading.release();
            var growth = 0L;
            while (sending.isAlive()) {
                growth = Math.max(growth, gateway.residentBytes() - before);
                sending.join(10);
            }

            report("from a client to a stalled upstream", ahead, growth);
            assertThat(client.readMessage().body()).isEqualTo("all " + size);
            assertThat(ahead).isLessThan(IN_SOCKETS);
            assertThat(growth).isLessThan(GROWTH);
        }
    }

    private void answer(Connection connection) {
        connection.answer("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
        send(connection.peer());
    }

    private void receive(Connection connection) {
        reading.acquireUninterruptibly();
        for (var read = 0L; read < size; read += BLOCK.length) {
            connection.peer().read(BLOCK.length);
        }
        connection.answer(FakeUpstream.ok("all " + size));
    }

    private void send(Conversation to) {
        while (sent.get() < size) {
            to.send(BLOCK);
            sent.addAndGet(BLOCK.length);
        }
    }

    private BooleanSupplier unchanged() {
        var seen = new AtomicLong();
        return () -> {
            var now = sent.get();
            return seen.getAndSet(now) == now && now > 0;
        };
    }

    private void requireOthersServed() {
        var answers = Load.on(Hosts.CALM, gateway.port(), 2).awaitMore(20).stop();
        assertThat(answers).allMatch(answer -> answer.status() == 200);
    }

    private void report(String what, long ahead, long growth) {
        System.out.printf(
                "%d MiB %s: %.1f MiB under way while it stalls, resident memory %+.1f MiB%n",
                size / MIB, what, (double) ahead / MIB, (double) growth / MIB);
    }
}
