package com.openflyers.gateway.observe;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Everything that can be measured of this process, as Prometheus reads it.
///
/// Labels are versions, upstreams, status classes and the like, of which there are dozens. A space is never a label:
/// there are thousands, and the access log has them.
public final class Metrics implements AutoCloseable {

    /// The format that [#scrape] writes.
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final int STATUS_CLASSES = 5;
    /// A page of the application: a millisecond to a minute.
    private static final long[] REQUEST_BOUNDS = micros(
            1_000,
            2_500,
            5_000,
            10_000,
            25_000,
            50_000,
            100_000,
            250_000,
            500_000,
            1_000_000,
            2_500_000,
            5_000_000,
            10_000_000,
            30_000_000,
            60_000_000);
    /// What we add to it: tens of microseconds when all is well.
    private static final long[] OWN_BOUNDS =
            micros(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 50_000, 100_000);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, RequestMeters> requests = new ConcurrentHashMap<>();
    /// Also keeps the adders alive, which Micrometer holds weakly.
    private final Map<List<String>, LongAdder> counters = new ConcurrentHashMap<>();
    /// Micrometer holds these weakly, too.
    private final Map<Meter, DoubleSupplier> asked = new ConcurrentHashMap<>();
    private final JvmGcMetrics collections = new JvmGcMetrics();

    private final HistogramFamily total;
    private final HistogramFamily upstream;
    private final HistogramFamily own;
    private final HistogramFamily lag;
    private final HistogramFamily holds;

    public Metrics() {
        total = family(
                "gateway_request_seconds",
                "From a request's whole head to its answer's last byte",
                "version",
                REQUEST_BOUNDS);
        upstream = family(
                "gateway_upstream_seconds",
                "From a request's head sent on to its answer's head",
                "version",
                REQUEST_BOUNDS);
        own = family("gateway_own_seconds", "The gateway's own share of a request", "version", OWN_BOUNDS);
        lag = family("gateway_event_loop_lag_seconds", "How late a timer of an event loop ran", "loop", OWN_BOUNDS);
        holds = family(
                "gateway_hold_seconds", "How long requests waited at a gate, by how that ended", "end", REQUEST_BOUNDS);
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /// The meters for one version's requests, always the same object for the same label.
    ///
    /// @param versionLabel a version, or a word of the edge's for requests that reached none
    public RequestMeters requests(String versionLabel) {
        return requests.computeIfAbsent(versionLabel, this::create);
    }

    /// The meters for requests that are held.
    public HoldMeters holds() {
        return new HoldMeters(holds);
    }

    /// A number that only grows, always the same one for the same name and tags.
    ///
    /// @param tags names and values in turn; few different values
    public LongAdder counter(String name, String help, String... tags) {
        var key = Stream.concat(Stream.of(name), Stream.of(tags)).toList();
        return counters.computeIfAbsent(key, _ -> {
            var adder = new LongAdder();
            FunctionCounter.builder(name, adder, LongAdder::sum)
                    .description(help)
                    .tags(tags)
                    .register(registry);
            return adder;
        });
    }

    /// A number that goes up and down, asked for at each scrape from a thread of the scraper's.
    ///
    /// @param tags names and values in turn; few different values
    /// @return to be closed when what it measures is gone, such as a removed upstream
    public Registration gauge(String name, String help, DoubleSupplier value, String... tags) {
        var gauge = Gauge.builder(name, value::getAsDouble)
                .description(help)
                .tags(tags)
                .strongReference(true)
                .register(registry);
        return () -> {
            var _ = registry.remove(gauge);
        };
    }

    /// A number that only grows and is counted elsewhere, asked for as a gauge is.
    ///
    /// @param tags names and values in turn; few different values
    /// @return to be closed when what it counts is gone
    public Registration counted(String name, String help, DoubleSupplier value, String... tags) {
        var counter = FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
                .description(help)
                .tags(tags)
                .register(registry);
        asked.put(counter, value);
        return () -> {
            var _ = registry.remove(counter);
            var _ = asked.remove(counter);
        };
    }

    /// All metrics in the text format of Prometheus.
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    LatencyHistogram lag(int loop) {
        return lag.of(Integer.toString(loop));
    }

    private RequestMeters create(String version) {
        var byClass = new LongAdder[STATUS_CLASSES];
        for (var i = 0; i < STATUS_CLASSES; i++) {
            byClass[i] = counter("gateway_requests", "Finished requests", "version", version, "status", (i + 1) + "xx");
        }
        return new RequestMeters(byClass, total.of(version), upstream.of(version), own.of(version));
    }

    private HistogramFamily family(String name, String help, String label, long[] bounds) {
        var family = new HistogramFamily(name, help, label, bounds);
        registry.getPrometheusRegistry().register(family);
        return family;
    }

    private static long[] micros(long... bounds) {
        return LongStream.of(bounds).map(MICROSECONDS::toNanos).toArray();
    }
}
