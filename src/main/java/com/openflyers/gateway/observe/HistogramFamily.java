package com.openflyers.gateway.observe;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The histograms of one metric, one for each value of its label.
///
/// Micrometer's timers look a meter up, keep a decaying maximum and read the clock; these only count, and are handed
/// to Prometheus beside Micrometer.
final class HistogramFamily implements Collector {

    private final MetricMetadata metadata;
    private final String label;
    private final long[] bounds;
    private final Map<String, LatencyHistogram> histograms = new ConcurrentHashMap<>();

    HistogramFamily(String name, String help, String label, long[] bounds) {
        this.metadata = new MetricMetadata(name, help);
        this.label = label;
        this.bounds = bounds;
    }

    LatencyHistogram of(String value) {
        return histograms.computeIfAbsent(value, _ -> new LatencyHistogram(bounds));
    }

    @Override
    public MetricFamilyDescriptor getMetricFamilyDescriptor() {
        return MetricFamilyDescriptor.of(MetricType.HISTOGRAM, metadata, List.of(label));
    }

    @Override
    public MetricSnapshot collect() {
        var points = histograms.entrySet().stream()
                .map(one -> point(one.getKey(), one.getValue()))
                .toList();
        return new HistogramSnapshot(metadata, points);
    }

    private HistogramDataPointSnapshot point(String value, LatencyHistogram histogram) {
        return HistogramDataPointSnapshot.builder()
                .labels(Labels.of(label, value))
                .classicHistogramBuckets(histogram.buckets())
                .sum(histogram.sumSeconds())
                .build();
    }
}
