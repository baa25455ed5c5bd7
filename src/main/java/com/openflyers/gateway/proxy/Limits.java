package com.openflyers.gateway.proxy;

import com.openflyers.gateway.config.Settings;

/// How much of everything one client may send or hold.
///
/// @param requestLineBytes   beyond it 414
/// @param headBytes          request line and fields together; beyond it 431
/// @param responseHeadBytes  of an upstream; beyond it 502
/// @param fields             in one request head; beyond it 431
/// @param bodyBytes          of one request; beyond it 413; 0 means no limit
/// @param requestsPerSpace   in flight at once; beyond it 429, but for those of whom there are few: a tenth more
/// @param requestsPerAddress in flight at once from one client's address; beyond it 429; 0 means no limit
/// @param addressRate        requests a second from one client's address; beyond it 429; 0 means no limit
/// @param heldPerSpace       waiting at the gate of a space that is held; beyond it 503, with the same reserve. They
///                           count neither as in flight of their space nor of their address, or a hold would turn
///                           members away
/// @param heldBytes          memory of this node for all that waits; beyond it 503
/// @param connections        of clients on this node; beyond it a new one takes the place of the longest idle one
public record Limits(
        int requestLineBytes,
        int headBytes,
        int responseHeadBytes,
        int fields,
        long bodyBytes,
        int requestsPerSpace,
        int requestsPerAddress,
        int addressRate,
        int heldPerSpace,
        long heldBytes,
        int connections) {

    /// Longest method that is still taken for one; the registered ones have at most 17 letters.
    static final int METHOD_LENGTH = 32;

    public static Limits from(Settings settings) {
        return new Limits(
                bytes(settings, "edge.limits.request-line", 8 * 1024),
                bytes(settings, "edge.limits.head", 32 * 1024),
                bytes(settings, "edge.limits.response-head", 64 * 1024),
                settings.integer("edge.limits.fields", 100, 1, 10_000),
                settings.bytes("edge.limits.body", 0),
                settings.integer("edge.limits.requests-per-space", 1_000, 1, 1_000_000),
                settings.integer("edge.limits.requests-per-address", 5_000, 0, 1_000_000),
                settings.integer("edge.limits.address-rate", 0, 0, 1_000_000),
                settings.integer("edge.limits.held-per-space", 2_000, 0, 1_000_000),
                settings.bytes("edge.limits.held-bytes", 64 * 1024 * 1024),
                settings.integer("edge.limits.connections", 50_000, 1, 10_000_000));
    }

    private static int bytes(Settings settings, String key, long otherwise) {
        return Math.toIntExact(settings.bytes(key, otherwise, 1024, 16 * 1024 * 1024));
    }
}
