package com.openflyers.gateway.migration;

import java.util.Arrays;

/// Codes of 128 bits, each once, numbered in the order in which they came: by open addressing, as millions of objects
/// would not fit.
final class CodeSet {

    private static final int FIRST = 1 << 16;

    private long[] lows = new long[FIRST];
    private long[] highs = new long[FIRST];
    /// Number and one by slot; 0 where there is none.
    private int[] slots = new int[2 * FIRST];
    private int size;

    int size() {
        return size;
    }

    long low(int number) {
        return lows[number];
    }

    long high(int number) {
        return highs[number];
    }

    /// @return its number, which is the former size if it was not there
    int add(long low, long high) {
        var slot = slot(low, high);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == lows.length) {
            grow();
            slot = slot(low, high);
        }
        lows[size] = low;
        highs[size] = high;
        slots[slot] = ++size;
        return size - 1;
    }

    private int slot(long low, long high) {
        var slot = (int) mixed(mixed(low) ^ high) & slots.length - 1;
        while (slots[slot] != 0 && (lows[slots[slot] - 1] != low || highs[slots[slot] - 1] != high)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    /// Each bit of the result depends on each of the value.
    private static long mixed(long value) {
        var once = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        var twice = (once ^ once >>> 27) * 0x94D049BB133111EBL;
        return twice ^ twice >>> 31;
    }

    private void grow() {
        lows = Arrays.copyOf(lows, 2 * size);
        highs = Arrays.copyOf(highs, 2 * size);
        slots = new int[4 * size];
        for (var number = 0; number < size; number++) {
            slots[slot(lows[number], highs[number])] = number + 1;
        }
    }
}
