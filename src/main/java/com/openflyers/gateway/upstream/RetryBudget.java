package com.openflyers.gateway.upstream;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Keeps retries from doubling the load of a version in trouble: one for each ten requests.
///
/// A bucket that requests fill and retries empty. It holds ten retries at most, so that a quiet version has a few and
/// a busy one cannot save up for a storm. Of any thread; what is not known exactly while others count is a retry more
/// or less.
public final class RetryBudget {

    /// Requests that earn one retry.
    private static final int PRICE = 10;
    /// Retries that a full bucket holds, in requests.
    private static final int FULL = 10 * PRICE;

    /// Counted without a look at the bucket, which is filled up when somebody wants something out of it.
    private final LongAdder earned = new LongAdder();

    private final AtomicLong spent = new AtomicLong(-FULL);

    /// Counts a request, which is no retry.
    public void earn() {
        earned.increment();
    }

    /// @return false when there were too many retries of late
    public boolean take() {
        while (true) {
            var requests = earned.sum();
            var before = spent.get();
            // What was earned beyond a full bucket has run over.
            var after = Math.max(before, requests - FULL) + PRICE;
            if (after > requests) {
                return false;
            }
            if (spent.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
