package com.openflyers.gateway.route;

import com.openflyers.gateway.route.Space.Mode;
import java.time.Instant;

/// Why the gate of a space is not open.
///
/// @param mode    [Mode#HOLD]: requests wait; [Mode#REFUSE]: they are answered at once
/// @param until   when it is meant to be over; nobody waits longer
/// @param ending  what happens then, if nobody has said anything else
/// @param french  what members are told, in French; empty for the usual words
/// @param english the same in English
public record Closure(Mode mode, Instant until, Ending ending, String french, String english) {

    public enum Ending {
        /// The gate opens by itself, also on a node that cannot ask anybody: an operator's pause.
        OPENS,
        /// The gate stays closed and refuses: a migration's, until it has been decided which version may write.
        STAYS
    }

    public Closure {
        if (mode == Mode.OPEN) {
            throw new IllegalArgumentException("a closure does not leave the gate open");
        }
    }

    /// Whether the gate is open again at that time, by this alone.
    public boolean isOver(Instant now) {
        return ending == Ending.OPENS && !now.isBefore(until);
    }
}
