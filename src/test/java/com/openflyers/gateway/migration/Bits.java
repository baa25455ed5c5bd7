package com.openflyers.gateway.migration;

/// Small numbers side by side in 128 bits, for whoever keeps millions of them.
///
/// One pass over the fields of a thing packs them or fills them, so that the two cannot differ.
final class Bits {

    private final boolean filling;
    private long low;
    private long high;
    private int at;

    private Bits(boolean filling, long low, long high) {
        this.filling = filling;
        this.low = low;
        this.high = high;
    }

    static Bits packing() {
        return new Bits(false, 0, 0);
    }

    static Bits filling(long low, long high) {
        return new Bits(true, low, high);
    }

    long low() {
        return low;
    }

    long high() {
        return high;
    }

    /// @return what the field is from now on
    int field(int value, int width) {
        if (at < Long.SIZE && at + width > Long.SIZE) {
            at = Long.SIZE;
        }
        var shift = at % Long.SIZE;
        var isLow = at < Long.SIZE;
        at += width;
        if (at > 2 * Long.SIZE || value >>> width != 0) {
            throw new IllegalStateException(value + " does not fit into " + width + " bits at " + (at - width));
        }
        if (filling) {
            return (int) ((isLow ? low : high) >>> shift) & (1 << width) - 1;
        }
        if (isLow) {
            low |= (long) value << shift;
        } else {
            high |= (long) value << shift;
        }
        return value;
    }

    boolean field(boolean value) {
        return field(value ? 1 : 0, 1) == 1;
    }

    @SuppressWarnings("EnumOrdinal") // of this run alone, and a million times a second
    <T extends Enum<T>> T field(T value, T[] values, int width) {
        return values[field(value.ordinal(), width)];
    }
}
