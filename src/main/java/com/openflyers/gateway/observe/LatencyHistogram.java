package com.openflyers.gateway.observe;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import java.util.concurrent.atomic.LongAdder;

/// Counts durations in fixed buckets. Recording touches two adders and allocates nothing.
final class LatencyHistogram {

    private static final double NANOS = 1e9;

    private final long[] bounds;
    private final LongAdder[] counts;
    private final LongAdder sum = new LongAdder();

    /// @param bounds upper ends of the buckets in nanoseconds, rising; one more without an end is added
    LatencyHistogram(long[] bounds) {
        this.bounds = bounds;
        this.counts = new LongAdder[bounds.length + 1];
        for (var i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    void record(long nanos) {
        // A dozen bounds, and most durations are short: walking from below beats halving.
        var i = 0;
        while (i < bounds.length && nanos > bounds[i]) {
            i++;
        }
        counts[i].increment();
        sum.add(nanos);
    }

    ClassicHistogramBuckets buckets() {
        var ends = new double[counts.length];
        var here = new long[counts.length];
        for (var i = 0; i < counts.length; i++) {
            ends[i] = i < bounds.length ? bounds[i] / NANOS : Double.POSITIVE_INFINITY;
            here[i] = counts[i].sum();
        }
        return ClassicHistogramBuckets.of(ends, here);
    }

    double sumSeconds() {
        return sum.sum() / NANOS;
    }
}
