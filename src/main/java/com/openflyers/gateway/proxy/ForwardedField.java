package com.openflyers.gateway.proxy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The grammar of a `Forwarded` field (RFC 7239 §4): elements of `name=value` pairs, each name once in an element.
///
/// A field that breaks it is not believed in part: it is left out whole. Read once from left to right, as it may be as
/// long as a head: no step back, and nothing that nests.
final class ForwardedField {

    private static final int NONE = -1;
    private static final Pattern NODE = Pattern.compile(
            "(?i)(?:unknown|_[0-9a-z._-]++|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]++\\])(?::(?:[0-9]{1,5}|_[0-9a-z._-]++))?");

    private ForwardedField() {}

    static boolean isSound(String field) {
        var seen = new HashSet<String>();
        var at = 0;
        while (true) {
            at = endOfPair(field, at, seen);
            if (at == NONE || at == field.length()) {
                return at != NONE;
            }
            switch (field.charAt(at)) {
                case ',' -> {
                    seen.clear();
                    at = Octets.endOfBlanks(field, at + 1, field.length());
                }
                case ';' -> at++;
                default -> {
                    return false;
                }
            }
        }
    }

    /// @param seen names in this element
    /// @return [#NONE] when no sound pair begins here
    private static int endOfPair(String field, int start, Set<String> seen) {
        var equals = endOfToken(field, start);
        if (equals == start || equals == field.length() || field.charAt(equals) != '=') {
            return NONE;
        }
        var value = equals + 1;
        var quoted = value < field.length() && field.charAt(value) == '"';
        var end = quoted ? endOfQuoted(field, value) : endOfToken(field, value);
        if (end == NONE || end == value) {
            return NONE;
        }
        var name = field.substring(start, equals).toLowerCase(Locale.ROOT);
        var content = quoted ? field.substring(value + 1, end - 1) : field.substring(value, end);
        return seen.add(name) && isSoundValue(name, content) ? end : NONE;
    }

    private static int endOfToken(String field, int start) {
        var at = start;
        while (at < field.length() && field.charAt(at) < 0x80 && Octets.isToken((byte) field.charAt(at))) {
            at++;
        }
        return at;
    }

    /// @param start of the opening quote
    /// @return [#NONE] when it is not closed, or holds what none may (RFC 9110 §5.6.4)
    private static int endOfQuoted(String field, int start) {
        for (var at = start + 1; at < field.length(); at++) {
            var c = field.charAt(at);
            if (c == '"') {
                return at + 1;
            }
            if (c == '\\') {
                at++;
                c = at < field.length() ? field.charAt(at) : 0;
            }
            if (c < 0x20 || c == 0x7F) {
                return NONE;
            }
        }
        return NONE;
    }

    /// An address with a colon must have been quoted: unquoted it is no token, so only the content is left to check.
    private static boolean isSoundValue(String name, String content) {
        return (!name.equals("for") && !name.equals("by"))
                || NODE.matcher(content).matches();
    }
}
