package com.openflyers.gateway.route;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What the edge must know of a version beyond its addresses.
///
/// @param sessionCookies names of the cookies that carry its sessions; expired after a flip to another version
/// @param boundPaths     paths that only this version knows; after a flip away they lead to the new version's home
/// @param denyPaths      paths never forwarded: each stands for itself and all below it, as bound ones do; both are
///                       kept in the form of [ComparablePath], so that no spelling passes by a rule
/// @param home           the page to send a person to; absolute path
/// @param setFields      request fields set on the way to the upstream, whatever the client sent
/// @param dropFields     request fields removed on the way to the upstream
/// @param upstreamIdle   how long an idle connection to an upstream is kept; must be shorter than the upstream's own
/// @param retry          whether a safe request may be sent a second time (RFC 9110 §9.2.2)
public record Rules(
        List<String> sessionCookies,
        List<String> boundPaths,
        List<String> denyPaths,
        String home,
        Map<String, String> setFields,
        List<String> dropFields,
        Duration upstreamIdle,
        Retry retry) {

    /// Whether GET, HEAD and OPTIONS without a body may be repeated when a reused connection closed unanswered.
    public enum Retry {
        ALLOWED,
        /// The version writes on GET, as 1.3.1 does.
        FORBIDDEN
    }

    public static final Duration DEFAULT_UPSTREAM_IDLE = Duration.ofSeconds(4);

    public static final Rules NONE =
            new Rules(List.of(), List.of(), List.of(), "/", Map.of(), List.of(), DEFAULT_UPSTREAM_IDLE, Retry.ALLOWED);

    public Rules {
        sessionCookies = List.copyOf(sessionCookies);
        boundPaths = comparable("a bound path", boundPaths);
        denyPaths = comparable("a denied path", denyPaths);
        setFields = Map.copyOf(setFields);
        dropFields = List.copyOf(dropFields);
        for (var name : sessionCookies) {
            Fields.requireName("a session cookie", name);
        }
        requirePath("the home page", home);
        setFields.forEach((name, value) -> {
            Fields.requireName("a field to set", name);
            GatewayFields.refuse("set", name);
            Fields.requireValue(name, value);
        });
        for (var name : dropFields) {
            Fields.requireName("a field to drop", name);
            GatewayFields.refuse("drop", name);
        }
        if (upstreamIdle.isNegative()) {
            throw new IllegalArgumentException("the idle time of an upstream connection is not negative");
        }
    }

    /// Whether `path` (as sent, without its query) is one of the bound ones or lies below one.
    public boolean binds(String path) {
        return !boundPaths.isEmpty() && coversAny(boundPaths, ComparablePath.of(path));
    }

    /// Whether `path` (as sent, without its query) is one of the denied ones or lies below one, whichever way an
    /// upstream may read it.
    public boolean denies(String path) {
        if (denyPaths.isEmpty()) {
            return false;
        }
        return ComparablePath.isPlain(path)
                ? coversAny(denyPaths, path)
                : ComparablePath.readings(path).stream().anyMatch(reading -> coversAny(denyPaths, reading));
    }

    private static boolean coversAny(List<String> roots, String path) {
        for (var i = 0; i < roots.size(); i++) {
            var root = roots.get(i);
            if (path.startsWith(root)
                    && (path.length() == root.length() || root.length() == 1 || path.charAt(root.length()) == '/')) {
                return true;
            }
        }
        return false;
    }

    /// @throws IllegalArgumentException for a path that no request can have, or that is another than it seems
    private static List<String> comparable(String what, List<String> paths) {
        return paths.stream()
                .map(path -> {
                    requirePath(what, path);
                    return comparable(what, path);
                })
                .distinct()
                .toList();
    }

    private static String comparable(String what, String path) {
        if (path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
            throw new IllegalArgumentException(
                    what + " has no query and no fragment: \"" + path + "\" is never asked for");
        }
        var root = ComparablePath.of(path);
        if (root.contains("%00")) {
            throw new IllegalArgumentException(what + " has no NUL: \"" + path + "\" is always refused");
        }
        if (root.equals("/") && !path.equals("/")) {
            throw new IllegalArgumentException(what + " that stands for all is \"/\", not \"" + path + "\"");
        }
        return root;
    }

    private static void requirePath(String what, String path) {
        if (!path.startsWith("/") || path.startsWith("//") || !Fields.isVisible(path)) {
            throw new IllegalArgumentException(what + " is an absolute path without spaces, not \"" + path + "\"");
        }
    }
}
