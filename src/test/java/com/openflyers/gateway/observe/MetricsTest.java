package com.openflyers.gateway.observe;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Metrics metrics = new Metrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void requests_are_counted_by_version_and_status_class() {
        metrics.requests("1.3.1").record(200, 1, 1, 1);
        metrics.requests("1.3.1").record(204, 1, 1, 1);
        metrics.requests("1.3.1").record(499, 1, 1, 1);
        metrics.requests("2.0").record(503, 1, RequestMeters.NONE, 1);

        assertThat(metrics.scrape().lines())
                .contains(
                        "gateway_requests_total{status=\"2xx\",version=\"1.3.1\"} 2.0",
                        "gateway_requests_total{status=\"4xx\",version=\"1.3.1\"} 1.0",
                        "gateway_requests_total{status=\"5xx\",version=\"2.0\"} 1.0");
    }

    @Test
    void durations_fall_into_buckets_that_add_up() {
        var requests = metrics.requests("2.0");
        requests.record(200, MILLISECONDS.toNanos(1), MICROSECONDS.toNanos(900), MICROSECONDS.toNanos(100));
        requests.record(200, MILLISECONDS.toNanos(30), MILLISECONDS.toNanos(29), MICROSECONDS.toNanos(101));
        requests.record(200, MILLISECONDS.toNanos(90_000), RequestMeters.NONE, RequestMeters.NONE);

        assertThat(metrics.scrape().lines())
                .contains(
                        "gateway_request_seconds_bucket{version=\"2.0\",le=\"0.001\"} 1",
                        "gateway_request_seconds_bucket{version=\"2.0\",le=\"0.025\"} 1",
                        "gateway_request_seconds_bucket{version=\"2.0\",le=\"0.05\"} 2",
                        "gateway_request_seconds_bucket{version=\"2.0\",le=\"60.0\"} 2",
                        "gateway_request_seconds_bucket{version=\"2.0\",le=\"+Inf\"} 3",
                        "gateway_request_seconds_count{version=\"2.0\"} 3",
                        "gateway_upstream_seconds_count{version=\"2.0\"} 2",
                        "gateway_own_seconds_bucket{version=\"2.0\",le=\"1.0E-4\"} 1",
                        "gateway_own_seconds_count{version=\"2.0\"} 2");
    }

    @Test
    void recording_allocates_nothing() {
        var requests = metrics.requests("2.0");
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (var i = 0; i < 20_000; i++) {
            requests.record(200, i, i, i);
        }

        var before = threads.getCurrentThreadAllocatedBytes();
        for (var i = 0; i < 100_000; i++) {
            requests.record(200, i, i, i);
        }
        var allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(10_000);
    }

    @Test
    void the_same_name_and_tags_are_the_same_counter() {
        var first = metrics.counter("gateway_ejections", "Upstreams taken out", "version", "2.0");
        first.increment();
        metrics.counter("gateway_ejections", "Upstreams taken out", "version", "2.0")
                .increment();
        metrics.counter("gateway_ejections", "Upstreams taken out", "version", "1.3.1")
                .increment();

        assertThat(metrics.scrape().lines())
                .contains(
                        "# HELP gateway_ejections_total Upstreams taken out",
                        "gateway_ejections_total{version=\"2.0\"} 2.0",
                        "gateway_ejections_total{version=\"1.3.1\"} 1.0");
    }

    @Test
    void a_gauge_is_asked_at_each_scrape_until_it_is_closed() {
        var size = new int[] {3};
        var gauge = metrics.gauge("gateway_table_size", "Hosts known", () -> size[0]);

        size[0] = 4;
        var open = metrics.scrape();
        gauge.close();
        var closed = metrics.scrape();

        assertThat(open.lines()).contains("gateway_table_size 4.0");
        assertThat(closed).doesNotContain("gateway_table_size");
    }

    @Test
    void the_process_itself_is_measured() {
        assertThat(metrics.scrape()).contains("jvm_memory_used_bytes", "process_cpu_usage", "process_files_open_files");
    }
}
