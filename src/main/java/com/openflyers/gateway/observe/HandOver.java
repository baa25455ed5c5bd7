package com.openflyers.gateway.observe;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A bounded queue from many threads to one, on which nobody ever waits.
///
/// A producer claims a slot by moving the tail, then fills it; the consumer empties a slot before it moves the head,
/// so a claimed slot is always empty.
final class HandOver<T> {

    private final AtomicReferenceArray<@Nullable T> slots;
    private final int mask;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong head = new AtomicLong();

    /// @param capacity rounded up to a power of two
    HandOver(int capacity) {
        var size = Integer.highestOneBit(Math.max(2, capacity) - 1) << 1;
        slots = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    /// From any thread.
    ///
    /// @return false when the queue is full: the item was not taken
    boolean offer(T item) {
        while (true) {
            var claimed = tail.get();
            if (claimed - head.get() > mask) {
                return false;
            }
            if (tail.compareAndSet(claimed, claimed + 1)) {
                slots.setRelease((int) claimed & mask, item);
                return true;
            }
        }
    }

    /// From the one consuming thread.
    ///
    /// @return null when there is nothing, or when the next producer has claimed its slot and not yet filled it
    @Nullable
    T poll() {
        var next = head.get();
        var slot = (int) next & mask;
        var item = slots.getAcquire(slot);
        if (item != null) {
            slots.setRelease(slot, null);
            head.setRelease(next + 1);
        }
        return item;
    }

    /// Whether every claimed slot was consumed.
    boolean drained() {
        return head.get() == tail.get();
    }
}
