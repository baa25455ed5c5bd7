package com.openflyers.gateway.proxy;

import io.netty.util.NetUtil;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/// How much each client's address asks of this node: requests at once, and requests a second.
///
/// Shared by the event loops, because a client's connections lie on all of them and a limit of ten should mean ten.
/// One client is rarely on two loops in the same microsecond, so a plain atomic number does.
///
/// An address is counted in one of a fixed number of slots, found by a hash whose seed only this process knows. So
/// memory stays the same however many addresses come, nothing has to be forgotten, and an address that wants a
/// stranger refused cannot aim: it shares its slot with one in 65 536. IPv6 counts by /64, which is what one
/// subscriber is given.
final class Addresses {

    private static final int SLOTS = 1 << 16;
    private static final long SECOND = 1_000_000_000L;
    /// A browser opens six connections to a host.
    private static final int LITTLE = 8;
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;

    private final long seed = ThreadLocalRandom.current().nextLong();
    private final long start = System.nanoTime();
    private final int mostAtOnce;
    /// Nanoseconds that one request is worth; 0 when they are not counted.
    private final long price;

    private final AtomicIntegerArray inFlight = new AtomicIntegerArray(SLOTS);
    private final AtomicIntegerArray waiting = new AtomicIntegerArray(SLOTS);
    /// When everything asked for so far will have been paid, in nanoseconds after `start`.
    private final AtomicLongArray paidUp;

    Addresses(Limits limits) {
        this.mostAtOnce = limits.requestsPerAddress() == 0 ? Integer.MAX_VALUE : limits.requestsPerAddress();
        this.price = limits.addressRate() == 0 ? 0 : SECOND / limits.addressRate();
        this.paidUp = new AtomicLongArray(price == 0 ? 0 : SLOTS);
    }

    /// Where the address is counted.
    ///
    /// @param address whatever is no IP address is counted together
    int slotOf(String address) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(address);
        var hash = (bytes == null ? 0 : network(bytes)) ^ seed;
        // The finalizer of MurmurHash3: every bit of the key moves every bit of the result.
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (int) (hash ^ (hash >>> 33)) & (SLOTS - 1);
    }

    /// Whether one more request is within the rate, and counts it. A second's worth may come at once.
    boolean mayAsk(int slot) {
        if (price == 0) {
            return true;
        }
        var now = System.nanoTime() - start;
        while (true) {
            var owed = paidUp.get(slot);
            var next = Math.max(owed, now) + price;
            if (next - now > SECOND) {
                return false;
            }
            if (paidUp.weakCompareAndSetVolatile(slot, owed, next)) {
                return true;
            }
        }
    }

    /// Takes a place among the requests in flight.
    ///
    /// @return whether there was one; then [#leave] must be called exactly once
    boolean enter(int slot) {
        if (inFlight.incrementAndGet(slot) <= mostAtOnce) {
            return true;
        }
        inFlight.decrementAndGet(slot);
        return false;
    }

    /// The same for a request that has waited long enough: there is always a place.
    void enterAnyway(int slot) {
        inFlight.incrementAndGet(slot);
    }

    void leave(int slot) {
        inFlight.decrementAndGet(slot);
    }

    /// Whether so few are in flight that a place in reserve is for this one.
    boolean asksLittle(int slot) {
        return inFlight.get(slot) < LITTLE;
    }

    /// Counts a request that waits at a gate. [#endWait] must be called exactly once.
    void beginWait(int slot) {
        waiting.incrementAndGet(slot);
    }

    void endWait(int slot) {
        waiting.decrementAndGet(slot);
    }

    /// The same as [#asksLittle] for those that wait.
    boolean waitsLittle(int slot) {
        return waiting.get(slot) < LITTLE;
    }

    /// The first 64 bits of an IPv6 address; an IPv4 address as it is, also one written as IPv6 (RFC 4291 §2.5.5.2).
    private static long network(byte[] address) {
        if (address.length == IPV6 && !isMappedIpv4(address)) {
            return number(address, 0, 8);
        }
        return number(address, address.length - IPV4, IPV4);
    }

    private static boolean isMappedIpv4(byte[] address) {
        return number(address, 0, 8) == 0 && number(address, 8, 4) == 0xffffL;
    }

    private static long number(byte[] bytes, int from, int length) {
        var number = 0L;
        for (var i = from; i < from + length; i++) {
            number = number << 8 | (bytes[i] & 0xff);
        }
        return number;
    }
}
