package com.openflyers.gateway.proxy;

import java.util.concurrent.atomic.AtomicLong;

/// The memory of this node that requests take while they wait. Shared by the event loops.
///
/// When it is full nobody new may wait, and no more is read from those who do; what one read brought is counted all
/// the same, so that the limit is passed by no more than that.
final class HeldMemory {

    private final AtomicLong used = new AtomicLong();
    private final long most;

    HeldMemory(Limits limits) {
        this.most = limits.heldBytes();
    }

    /// @param bytes negative to give them back
    void add(long bytes) {
        used.addAndGet(bytes);
    }

    boolean isFull() {
        return used.get() >= most;
    }
}
