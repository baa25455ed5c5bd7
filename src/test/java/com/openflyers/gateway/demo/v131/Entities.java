package com.openflyers.gateway.demo.v131;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts as 1.3.1 stores them: with HTML entities.
final class Entities {

    private static final Pattern ENTITY = Pattern.compile("&(#(\\d{1,7})|[A-Za-z]+);");
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("nbsp", "\u00a0"),
            Map.entry("eacute", "é"),
            Map.entry("egrave", "è"),
            Map.entry("ecirc", "ê"),
            Map.entry("agrave", "à"),
            Map.entry("icirc", "î"),
            Map.entry("Eacute", "É"));

    private Entities() {}

    /// What a reader sees; unknown ones stay.
    static String decode(String stored) {
        return ENTITY.matcher(stored)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(2) == null
                                ? NAMED.getOrDefault(found.group(1), found.group())
                                : character(Integer.parseInt(found.group(2)), found.group())));
    }

    /// As PHP's htmlspecialchars stores what was typed. A browser already sent what ISO-8859-1 lacks as `&#8364;`;
    /// that stays one reference.
    static String encode(String typed) {
        return typed.replaceAll("&(?!#\\d{1,7};)", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#039;");
    }

    private static String character(int code, String otherwise) {
        return Character.isValidCodePoint(code) && code >= ' ' ? Character.toString(code) : otherwise;
    }
}
