package com.openflyers.gateway.upstream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.HealthCheck;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.upstream.Server.Result;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Checks against real servers that die, hang, fail and come back.
class UpstreamsSocketTest {

    /// An hour to the next check: what is seen sooner than that was asked for by something else.
    private static final HealthCheck RARE = new HealthCheck("/alive", Duration.ofHours(1), Duration.ofSeconds(5));
    private static final HealthCheck STEADY = new HealthCheck("/alive", Duration.ofSeconds(1), Duration.ofSeconds(1));
    private static final HealthCheck OFTEN = new HealthCheck("/alive", Duration.ofMillis(100), Duration.ofMillis(20));

    private static final String SYN_SENT = "02";

    private final Vertx vertx = Vertx.vertx();
    private final RouteTable table = new RouteTable();
    private final BlockingQueue<ServerState> changes = new LinkedBlockingQueue<>();
    private final BlockingQueue<HttpServerRequest> checks = new LinkedBlockingQueue<>();
    private final Upstreams upstreams = new Upstreams(
            vertx.getOrCreateContext(),
            UpstreamSettings.DEFAULT,
            System::nanoTime,
            server -> changes.add(server.state()));

    @BeforeEach
    void follow_the_table() {
        table.listen(upstreams);
    }

    @AfterEach
    void stop() throws Exception {
        await(upstreams.close());
        await(vertx.close());
    }

    @Test
    void a_server_that_answers_is_healthy_after_the_first_check() throws Exception {
        var port = answering(200, 0).actualPort();

        table.put(version(RARE, port));
        await(upstreams.checked("2.0"));

        assertThat(upstreams.anyHealthy("2.0")).isTrue();
        assertThat(checks.take().uri()).isEqualTo("/alive");
    }

    @Test
    void a_version_whose_servers_are_all_dead_is_not_healthy_but_is_tried() throws Exception {
        var dead = closedPort();

        table.put(version(RARE, dead));
        await(upstreams.checked("2.0"));

        assertThat(upstreams.anyHealthy("2.0")).isFalse();
        assertThat(condition()).isEqualTo(Condition.DOWN);
        assertThat(servers().pick(null)).isNotNull();
        assertThat(upstreams.desperatePicks("2.0")).isEqualTo(1);
    }

    @Test
    void a_server_error_is_a_failed_check_and_a_client_error_is_none() throws Exception {
        table.put(
                version(RARE, answering(500, 0).actualPort(), answering(404, 0).actualPort()));
        await(upstreams.checked("2.0"));

        assertThat(upstreams.states("2.0"))
                .extracting(ServerState::condition)
                .containsExactly(Condition.DOWN, Condition.WARMING);
        assertThat(upstreams.states("2.0").getFirst().fault()).contains("500");
    }

    @Test
    void a_server_that_hangs_fails_its_check_when_the_time_is_over() throws Exception {
        var silent = await(vertx.createHttpServer().requestHandler(checks::add).listen(0, "localhost"));

        table.put(version(OFTEN, silent.actualPort()));

        assertThat(change()).isEqualTo(Condition.DOWN);
        assertThat(upstreams.states("2.0").getFirst().fault()).contains("20 ms");
    }

    @Test
    void the_connection_of_a_check_that_hangs_is_closed() throws Exception {
        var closed = new LinkedBlockingQueue<String>();
        var silent = await(vertx.createHttpServer()
                .requestHandler(request -> {
                    var _ = request.connection().closeHandler(_ -> closed.add(request.uri()));
                })
                .listen(0, "localhost"));

        table.put(version(new HealthCheck("/hangs", Duration.ofHours(1), Duration.ofMillis(50)), silent.actualPort()));

        assertThat(closed.poll(60, SECONDS)).isEqualTo("/hangs");
    }

    @Test
    void a_server_that_dies_is_noticed_and_so_is_its_return() throws Exception {
        var server = answering(200, 0);
        var port = server.actualPort();
        table.put(version(STEADY, port));
        await(upstreams.checked("2.0"));

        await(server.close());
        assertThat(change()).isEqualTo(Condition.DOWN);
        var _ = answering(200, port);

        assertThat(change()).isEqualTo(Condition.WARMING);
        assertThat(upstreams.anyHealthy("2.0")).isTrue();
    }

    @Test
    void a_refused_request_is_checked_at_once_and_a_short_restart_costs_no_interval() throws Exception {
        var server = answering(200, 0);
        table.put(version(RARE, server.actualPort()));
        await(upstreams.checked("2.0"));
        await(server.close());

        refuse();
        assertThat(change()).isEqualTo(Condition.DOWN);
        var _ = answering(200, server.actualPort());

        assertThat(change()).isEqualTo(Condition.WARMING);
    }

    @Test
    void a_server_that_stays_dead_is_asked_for_ever() throws Exception {
        var broken = answering(503, 0).actualPort();
        var each = Duration.ofMillis(100);

        table.put(version(new HealthCheck("/alive", each, each), broken));

        for (var i = 0; i < 20; i++) {
            assertThat(checks.poll(60, SECONDS)).as("check %d", i).isNotNull();
        }
    }

    @Test
    void a_server_whose_machine_drops_packets_is_not_dialled_for_long() throws Exception {
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = full.getLocalPort();
            var fillers = List.of(dial(port), dial(port), dial(port));
            var hanging = dialling(port);
            table.put(version(OFTEN, port));
            Futures.until("attempts hang", () -> dialling(port) > hanging);
            table.removeVersion("2.0");

            Futures.until("nothing is dialled any more", () -> dialling(port) <= hanging);
            for (var filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void a_version_with_one_dead_server_of_two_is_served_by_the_other() throws Exception {
        var alive = answering(200, 0).actualPort();
        table.put(version(RARE, closedPort(), alive));
        await(upstreams.checked("2.0"));

        for (var i = 0; i < 1_000; i++) {
            assertThat(picked().upstream().port()).isEqualTo(alive);
        }
        assertThat(upstreams.anyHealthy("2.0")).isTrue();
    }

    @Test
    void addresses_come_and_go_while_running() throws Exception {
        var first = answering(200, 0).actualPort();
        var second = answering(200, 0).actualPort();
        table.put(version(RARE, first));
        await(upstreams.checked("2.0"));
        var servers = servers();

        table.put(version(RARE, second));
        await(upstreams.checked("2.0"));

        assertThat(servers()).isSameAs(servers);
        assertThat(upstreams.states("2.0"))
                .extracting(state -> state.upstream().port())
                .containsExactly(second);
        assertThat(upstreams.anyHealthy("2.0")).isTrue();
    }

    @Test
    void a_removed_version_is_asked_no_more() throws Exception {
        var server = answering(200, 0);
        var version = version(OFTEN, server.actualPort());
        table.put(version);
        assertThat(checks.poll(60, SECONDS)).isNotNull();

        table.removeVersion("2.0");
        table.put(new Version(
                "next", version.upstreams(), new HealthCheck("/next", RARE.interval(), RARE.timeout()), Rules.NONE));
        await(upstreams.checked("next"));
        checks.clear();
        table.put(new Version(
                "last", version.upstreams(), new HealthCheck("/last", OFTEN.interval(), OFTEN.timeout()), Rules.NONE));

        // Several intervals of the removed version pass while these come in.
        for (var i = 0; i < 5; i++) {
            assertThat(checks.poll(60, SECONDS).uri()).isEqualTo("/last");
        }
        assertThat(upstreams.of(version)).isNull();
        assertThat(upstreams.states("2.0")).isEmpty();
        assertThat(upstreams.anyHealthy("2.0")).isFalse();
    }

    @Test
    void a_changed_check_is_used_at_once() throws Exception {
        var port = answering(200, 0).actualPort();
        table.put(version(RARE, port));
        await(upstreams.checked("2.0"));
        assertThat(checks.poll(60, SECONDS).uri()).isEqualTo("/alive");

        table.put(version(new HealthCheck("/other", RARE.interval(), RARE.timeout()), port));

        assertThat(checks.poll(60, SECONDS).uri()).isEqualTo("/other");
    }

    private HttpServer answering(int status, int port) throws Exception {
        return await(vertx.createHttpServer()
                .requestHandler(request -> {
                    checks.add(request);
                    var _ = request.response().setStatusCode(status).end();
                })
                .listen(port, "localhost"));
    }

    /// A port that was free a moment ago; nobody else listens where tests get theirs from the kernel.
    private int closedPort() throws Exception {
        var server = answering(200, 0);
        await(server.close());
        return server.actualPort();
    }

    private static Version version(HealthCheck check, int... ports) {
        var addresses = Arrays.stream(ports)
                .mapToObj(port -> new Upstream("http", "localhost", port))
                .toList();
        return new Version("2.0", addresses, check, Rules.NONE);
    }

    private Servers servers() {
        var version = Objects.requireNonNull(table.findVersion("2.0"));
        return Objects.requireNonNull(upstreams.of(version));
    }

    private Server picked() {
        return Objects.requireNonNull(servers().pick(null));
    }

    private void refuse() {
        var server = picked();
        server.begin();
        server.end(Result.FAILED_CONNECT);
    }

    private Condition condition() {
        return upstreams.states("2.0").getFirst().condition();
    }

    private Condition change() throws InterruptedException {
        var change = changes.poll(60, SECONDS);
        assertThat(change).as("a change within 10 s").isNotNull();
        return change.condition();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, SECONDS);
    }

    /// A connection that the server need not take.
    private static SocketChannel dial(int port) throws IOException {
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        var _ = channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return channel;
    }

    /// How many connections to the port of this machine wait for an answer of its kernel.
    private static long dialling(int port) {
        return Stream.of("tcp", "tcp6")
                .flatMap(kind -> connections(Path.of("/proc/net", kind)))
                .map(line -> line.strip().split("\\s+"))
                .filter(line -> line[2].endsWith(":%04X".formatted(port)) && line[3].equals(SYN_SENT))
                .count();
    }

    private static Stream<String> connections(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
