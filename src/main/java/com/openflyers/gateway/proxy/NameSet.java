package com.openflyers.gateway.proxy;

import io.netty.util.AsciiString;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An immutable set of field names, compared without regard to case.
///
/// Made for one question asked of every field of every message: a name that the decoder made is an [AsciiString]
/// whose hash ignores case and is kept, so a miss usually costs one array read.
final class NameSet {

    static final NameSet EMPTY = of();

    private final @Nullable AsciiString[] slots;

    private NameSet(Collection<? extends CharSequence> names) {
        slots = new @Nullable AsciiString[Integer.highestOneBit(Math.max(4, names.size() * 4)) << 1];
        for (var name : names) {
            var ascii = AsciiString.of(name).toLowerCase();
            var slot = ascii.hashCode() & (slots.length - 1);
            while (slots[slot] != null && !ascii.equals(slots[slot])) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = ascii; // a name that is there already takes its own place
        }
    }

    static NameSet of(CharSequence... names) {
        return new NameSet(List.of(names));
    }

    static NameSet copyOf(Collection<? extends CharSequence> names) {
        return names.isEmpty() ? EMPTY : new NameSet(names);
    }

    boolean contains(CharSequence name) {
        var slot = AsciiString.hashCode(name) & (slots.length - 1);
        for (var held = slots[slot]; held != null; held = slots[slot]) {
            if (held.contentEqualsIgnoreCase(name)) {
                return true;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return false;
    }
}
