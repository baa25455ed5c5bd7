package com.openflyers.gateway.proxy;

import java.util.regex.Pattern;

/// The grammar of a `Forwarded` field (RFC 7239 §4): elements of `name=value` pairs, each name once in an element.
///
/// A field that breaks it is not believed in part: it is left out whole.
final class ForwardedField {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String QUOTED = "\"(?:[^\"\\\\\\x00-\\x1F\\x7F]|\\\\[\\x20-\\x7E])*\"";
    private static final Pattern PAIR = Pattern.compile("(" + TOKEN + ")=(" + TOKEN + "|" + QUOTED + ")");
    private static final Pattern NODE = Pattern.compile(
            "(?i)(?:unknown|_[0-9a-z._-]+|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+\\])(?::(?:[0-9]{1,5}|_[0-9a-z._-]+))?");

    private ForwardedField() {}

    static boolean isSound(String field) {
        var seen = new java.util.HashSet<String>();
        var pairs = PAIR.matcher(field);
        var at = 0;
        while (pairs.find(at) && pairs.start() == at) {
            var name = pairs.group(1).toLowerCase(java.util.Locale.ROOT);
            if (!seen.add(name) || !isSoundValue(name, pairs.group(2))) {
                return false;
            }
            at = pairs.end();
            if (at == field.length()) {
                return true;
            }
            if (field.charAt(at) == ',') {
                seen.clear();
                at++;
                while (at < field.length() && (field.charAt(at) == ' ' || field.charAt(at) == '\t')) {
                    at++;
                }
            } else if (field.charAt(at) == ';') {
                at++;
            } else {
                return false;
            }
        }
        return false;
    }

    /// An address with a colon must have been quoted: unquoted it is no token, so only the content is left to check.
    private static boolean isSoundValue(String name, String value) {
        if (!name.equals("for") && !name.equals("by")) {
            return true;
        }
        var bare = value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
        return NODE.matcher(bare).matches();
    }
}
