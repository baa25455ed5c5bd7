package com.openflyers.gateway.observe;

import java.util.concurrent.atomic.LongAdder;

/// The meters of one version's requests. The caller keeps it, so that recording looks nothing up.
public final class RequestMeters {

    /// For a duration that was not: a request that no upstream saw.
    public static final long NONE = -1;

    private final LongAdder[] byClass;
    private final LatencyHistogram total;
    private final LatencyHistogram upstream;
    private final LatencyHistogram own;

    /// @param byClass adders for 1xx to 5xx
    RequestMeters(LongAdder[] byClass, LatencyHistogram total, LatencyHistogram upstream, LatencyHistogram own) {
        this.byClass = byClass;
        this.total = total;
        this.upstream = upstream;
        this.own = own;
    }

    /// Counts one finished request. From any thread; allocates nothing.
    ///
    /// @param status        as logged, 100 to 599
    /// @param totalNanos    from the whole head of the request to the last byte of the answer
    /// @param upstreamNanos from the request's head sent to the answer's head received, or [#NONE]
    /// @param ownNanos      from the head to its sending on, the wait for a connection included, or [#NONE] when
    ///                      that was not measured
    public void record(int status, long totalNanos, long upstreamNanos, long ownNanos) {
        byClass[Math.clamp(status / 100, 1, byClass.length) - 1].increment();
        total.record(totalNanos);
        if (upstreamNanos >= 0) {
            upstream.record(upstreamNanos);
        }
        if (ownNanos >= 0) {
            own.record(ownNanos);
        }
    }
}
