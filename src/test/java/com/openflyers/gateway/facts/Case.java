package com.openflyers.gateway.facts;

import java.util.ArrayList;
import java.util.List;

/// What one client sends, and what the upstream says to each request of it.
///
/// @param sent    ends with a request for `/canary`
/// @param replies to the first requests that reach the upstream; it gives its usual answer to those behind them
record Case(String name, String sent, List<String> replies) {

    /// A pause between two writes.
    static final char CUT = '│';
    /// Behind a reply: the upstream resets the connection.
    static final char RESET = '✖';
    /// Before a reply: given when the head is there, whether or not the body is.
    static final char EARLY = '⚡';
    /// Equal characters that are counted rather than repeated.
    private static final int MANY = 16;
    /// In a reply: the id of the request, which the gateway sent along.
    static final String ID = "{id}";

    Case {
        // A pause before the first octet, behind the last, or after another pause, is none.
        sent = sent.replaceAll(CUT + "(?=" + CUT + ")|^" + CUT + "|" + CUT + "\\z", "");
        replies = List.copyOf(replies);
    }

    /// The octets without the marks.
    static String octets(String text) {
        return text.replaceAll("[" + CUT + RESET + EARLY + "]", "");
    }

    /// The octets in the portions in which they are written.
    static List<String> writes(String text) {
        return List.of(text.replaceAll("[" + RESET + EARLY + "]", "").split(String.valueOf(CUT)));
    }

    /// The same without pauses behind an octet.
    static String uncutFrom(String text, int octet) {
        var end = 0;
        for (var octets = 0; octets <= octet; end++) {
            octets += octets(text.substring(end, end + 1)).length();
        }
        return text.substring(0, end) + text.substring(end).replace(String.valueOf(CUT), "");
    }

    /// Reads what [#toString] wrote.
    static List<Case> parse(String text) {
        var cases = new ArrayList<Case>();
        for (var block : text.split("(?m)^# ")) {
            var lines = block.strip().lines().toList();
            if (lines.size() > 1) {
                cases.add(new Case(
                        lines.getFirst(), String.join(String.valueOf(CUT), parts(lines, "> ")), parts(lines, "< ")));
            }
        }
        return cases;
    }

    /// As it stands in a file: `>` before what is sent, a line for each write, and `<` before each reply.
    @Override
    public String toString() {
        var text = new StringBuilder("# ").append(name).append('\n');
        for (var write : writes(sent)) {
            text.append("> ").append(escape(write)).append('\n');
        }
        for (var reply : replies) {
            text.append("< ").append(escape(reply)).append('\n');
        }
        return text.toString();
    }

    private static List<String> parts(List<String> lines, String mark) {
        return lines.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> unescape(line.substring(2)))
                .toList();
    }

    static String escape(String text) {
        var escaped = new StringBuilder(text.isEmpty() ? "\\*0;x" : "");
        for (var i = 0; i < text.length(); ) {
            var c = text.charAt(i);
            var times = 1;
            while (i + times < text.length() && text.charAt(i + times) == c) {
                times++;
            }
            escaped.append(times < MANY ? escape(c).repeat(times) : "\\*" + times + ";" + escape(c));
            i += times;
        }
        return escaped.toString().replaceAll(" $", "\\\\x20");
    }

    private static String escape(char c) {
        return switch (c) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\\' -> "\\\\";
            default -> c < ' ' || (c >= 0x7F && c <= 0xFF) ? "\\x%02x".formatted((int) c) : String.valueOf(c);
        };
    }

    private static String unescape(String text) {
        var plain = new StringBuilder();
        var times = 1;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\') {
                c = text.charAt(++i);
                if (c == '*') {
                    var end = text.indexOf(';', i);
                    times = Integer.parseInt(text.substring(i + 1, end));
                    i = end;
                    continue;
                }
                if (c == 'x') {
                    c = (char) Integer.parseInt(text.substring(i + 1, i + 3), 16);
                    i += 2;
                } else {
                    c = c == 'r' ? '\r' : c == 'n' ? '\n' : c;
                }
            }
            plain.repeat(c, times);
            times = 1;
        }
        return plain.toString();
    }
}
