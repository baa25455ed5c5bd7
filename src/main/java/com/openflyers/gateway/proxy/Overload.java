package com.openflyers.gateway.proxy;

/// Whether one event loop is so late that a new request would only wait, and make the others wait.
///
/// Late twice in a row, since one long pause of the collector is over when it is seen; and until the loop is less
/// than half as late, or it would stop and begin again with every look.
final class Overload {

    private final long limit;
    private boolean late;
    private boolean shedding;

    /// @param limit nanoseconds of lateness; 0 means never
    Overload(long limit) {
        this.limit = limit;
    }

    /// @param lag nanoseconds by which the loop was late this time
    /// @return whether [#isShedding] has changed
    boolean look(long lag) {
        var before = shedding;
        var lateNow = limit > 0 && lag > limit;
        shedding = shedding ? lag >= limit / 2 : lateNow && late;
        late = lateNow;
        return shedding != before;
    }

    /// Whether new requests are turned away.
    boolean isShedding() {
        return shedding;
    }
}
