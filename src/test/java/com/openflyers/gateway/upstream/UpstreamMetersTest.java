package com.openflyers.gateway.upstream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.route.HealthCheck;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpstreamMetersTest {

    /// Port 1 is reserved (tcpmux) and nobody's: every check fails, which keeps the figures still.
    private static final Upstream DEAD = new Upstream("http", "127.0.0.1", 1);

    private static final Upstream OTHER = new Upstream("http", "127.0.0.2", 1);

    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private final RouteTable table = new RouteTable();
    private final Upstreams upstreams = new Upstreams(vertx.getOrCreateContext(), UpstreamSettings.DEFAULT);

    @BeforeEach
    void follow_the_table() {
        table.listen(upstreams);
        table.listen(new UpstreamMeters(upstreams, metrics));
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, SECONDS);
        metrics.close();
    }

    @Test
    void each_server_has_its_figures() {
        table.put(version(DEAD));
        upstreams.serversOf("2.0").getFirst().begin();

        assertThat(figures())
                .contains(
                        "gateway_upstream_outstanding{upstream=\"http://127.0.0.1:1\",version=\"2.0\"} 1.0",
                        "gateway_upstream_healthy{upstream=\"http://127.0.0.1:1\",version=\"2.0\"} 0.0",
                        "gateway_upstream_ejections_total{upstream=\"http://127.0.0.1:1\",version=\"2.0\"} 0.0",
                        "gateway_upstream_desperate_picks_total{version=\"2.0\"} 0.0");
    }

    @Test
    void a_removed_address_disappears_and_one_that_stays_keeps_its_figures() {
        table.put(version(DEAD, OTHER));
        upstreams.serversOf("2.0").getLast().begin();

        table.put(version(OTHER));

        assertThat(figures())
                .contains("gateway_upstream_outstanding{upstream=\"http://127.0.0.2:1\",version=\"2.0\"} 1.0")
                .noneMatch(line -> line.contains("127.0.0.1"));
    }

    @Test
    void a_removed_version_leaves_nothing() {
        table.put(version(DEAD));

        table.removeVersion("2.0");

        assertThat(figures()).isEmpty();
    }

    private List<String> figures() {
        return Stream.of(metrics.scrape().split("\n", -1))
                .filter(line -> line.startsWith("gateway_upstream_"))
                .toList();
    }

    private static Version version(Upstream... addresses) {
        return new Version("2.0", List.of(addresses), HealthCheck.DEFAULT, Rules.NONE);
    }
}
