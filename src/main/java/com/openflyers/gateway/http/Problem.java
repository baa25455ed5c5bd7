package com.openflyers.gateway.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One occurrence of something that went wrong, as RFC 9457 words it.
///
/// @param status     of the answer
/// @param code       stable word for programs and support, the value of `X-Gateway-Error`
/// @param title      the same for each occurrence
/// @param detail     what a person can do now; never the message of an exception
/// @param retryAfter when asking again makes sense
/// @param until      when an interruption will be over; decides `Retry-After` where it is known
/// @param club       whose address was asked for, if that is known
/// @param requestId  what finds the request in the logs
/// @param home       path of the page to go on from, where there is a better one than the same again
/// @param submission what the request wanted to record, given back to whoever typed it
/// @param members    further members of the JSON form
public record Problem(
        int status,
        String code,
        Text title,
        Text detail,
        @Nullable Duration retryAfter,
        @Nullable Instant until,
        @Nullable String club,
        @Nullable String requestId,
        @Nullable String home,
        @Nullable Submission submission,
        Map<String, Object> members) {

    public Problem {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public static Problem of(Cause cause) {
        return new Problem(
                cause.status(),
                cause.code(),
                cause.title(),
                cause.detail(),
                cause.retryAfter(),
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    /// A problem of one surface only, which the edge's list of causes need not know.
    public static Problem of(int status, String code, Text title, Text detail) {
        return new Problem(status, code, title, detail, null, null, null, null, null, null, Map.of());
    }

    /// Names the club on the page.
    public Problem forClub(@Nullable String name) {
        return new Problem(status, code, title, detail, retryAfter, until, name, requestId, home, submission, members);
    }

    public Problem withRequestId(@Nullable String id) {
        return new Problem(status, code, title, detail, retryAfter, until, club, id, home, submission, members);
    }

    /// Replaces the usual words.
    public Problem saying(Text words) {
        return new Problem(status, code, title, words, retryAfter, until, club, requestId, home, submission, members);
    }

    public Problem until(@Nullable Instant end) {
        return new Problem(status, code, title, detail, retryAfter, end, club, requestId, home, submission, members);
    }

    public Problem retryAfter(Duration delay) {
        return new Problem(status, code, title, detail, delay, until, club, requestId, home, submission, members);
    }

    /// Shows the way to a page to go on from.
    public Problem leadingTo(@Nullable String path) {
        return new Problem(status, code, title, detail, retryAfter, until, club, requestId, path, submission, members);
    }

    /// Gives back what was not recorded.
    public Problem givingBack(@Nullable Submission sent) {
        return new Problem(status, code, title, detail, retryAfter, until, club, requestId, home, sent, members);
    }

    /// @param value something that JSON knows: a text, number, boolean, or a list or map of these
    public Problem with(String member, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, code, title, detail, retryAfter, until, club, requestId, home, submission, more);
    }
}
