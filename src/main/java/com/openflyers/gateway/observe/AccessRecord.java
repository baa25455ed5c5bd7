package com.openflyers.gateway.observe;

import org.jspecify.annotations.Nullable;

/// One finished request, as the access log tells it. Holds no field of the request, hence no credentials.
///
/// @param timeMillis    when its head was there, since the epoch
/// @param space         null when the host is no space's
/// @param version       null when no version was chosen
/// @param revision      of the pointer that chose it; 0 when none did
/// @param upstream      null when none was asked
/// @param target        as the client sent it; the log shows it up to the query
/// @param status        sent to the client, or 499 when it left before
/// @param bytesIn       of the request's content
/// @param bytesOut      of the answer's content
/// @param upstreamNanos from the head sent on to the answer's head, or [RequestMeters#NONE]
/// @param client        the client's address, without port
/// @param error         code of our own answer or of what went wrong after the head; null when nothing did
public record AccessRecord(
        long timeMillis,
        @Nullable String space,
        @Nullable String version,
        long revision,
        @Nullable String upstream,
        String method,
        @Nullable String host,
        String target,
        int status,
        long bytesIn,
        long bytesOut,
        long totalNanos,
        long upstreamNanos,
        String requestId,
        String client,
        @Nullable String error) {}
