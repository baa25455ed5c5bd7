package com.openflyers.gateway.proxy;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.SplittableRandom;

/// Names requests: 32 hex digits, unique over all nodes by chance alone. One source for each event loop.
final class RequestIds {

    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());

    /// Never begins with 16 zeros, so that its first half can name a span.
    String next() {
        var high = random.nextLong();
        return HexFormat.of().toHexDigits(high == 0 ? 1 : high) + HexFormat.of().toHexDigits(random.nextLong());
    }
}
