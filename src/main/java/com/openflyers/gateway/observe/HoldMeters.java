package com.openflyers.gateway.observe;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// How long requests were held and how that ended. Recording looks nothing up and allocates nothing.
public final class HoldMeters {

    /// How a request's wait ended.
    public enum End {
        /// The gate let it in.
        RELEASED,
        /// The gate did not open in time.
        EXPIRED,
        /// It found every place taken and never waited.
        OVERFLOW,
        /// The gate was closed for good, or the space was.
        REFUSED,
        /// Its client left, or broke the rules of its protocol.
        GONE
    }

    private final Map<End, LatencyHistogram> histograms = new EnumMap<>(End.class);

    HoldMeters(HistogramFamily family) {
        for (var end : End.values()) {
            histograms.put(end, family.of(end.name().toLowerCase(Locale.ROOT)));
        }
    }

    public void record(End end, long nanos) {
        // Every end has one: of() above.
        var histogram = histograms.get(end);
        if (histogram != null) {
            histogram.record(nanos);
        }
    }
}
