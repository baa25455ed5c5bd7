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
        @Nullable String error) {

    /// Longer ones are cut: a line need not be as long as a request line or a field may be.
    private static final int LONGEST_HOST = 255;

    private static final int LONGEST_PATH = 2_048;

    /// What is very long is cut at once: what waits to be written is bounded in records, not in bytes.
    public AccessRecord {
        host = host == null || host.length() <= LONGEST_HOST ? host : cut(withoutCredentials(host), LONGEST_HOST);
        target = target.length() <= LONGEST_PATH ? target : path(target);
    }

    @Nullable
    String shownHost() {
        return host == null ? null : withoutCredentials(host);
    }

    String shownPath() {
        return path(target);
    }

    private static String path(String sent) {
        var target = withoutCredentials(sent);
        var query = target.indexOf('?');
        return cut(query < 0 ? target : target.substring(0, query), LONGEST_PATH);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "…" : text;
    }

    /// `http://anne:secret@host/path` is answered 400, and its line is read by people.
    private static String withoutCredentials(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        var scheme = target.indexOf("://");
        var begin = scheme < 0 ? 0 : scheme + 3;
        var slash = target.indexOf('/', begin);
        var at = target.lastIndexOf('@', slash < 0 ? target.length() : slash);
        return at < begin ? target : target.substring(0, begin) + target.substring(at + 1);
    }
}
