package com.openflyers.gateway.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads HTTP/1.1 as RFC 9110 and RFC 9112 define it and nothing else: the judge of what a client, the gateway and an
/// upstream say to each other. Shares no code with the gateway, so that they cannot be wrong together.
///
/// One character is one octet.
final class Strict {

    /// No continuation can make a message of it.
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;

        Fault(String why) {
            super(why, null, false, false);
        }
    }

    /// The beginning of a message, whose rest is not there.
    static final class Incomplete extends RuntimeException {
        private static final long serialVersionUID = 1;

        Incomplete() {
            super("incomplete", null, false, false);
        }
    }

    record Field(String name, String value) {}

    /// @param end where the next message begins
    record Request(String method, String target, boolean http10, List<Field> fields, String body, int end) {

        /// Whether nothing may follow on its connection (RFC 9112 §9.3, §9.6).
        boolean last() {
            return http10 || members(fields, "Connection").contains("close");
        }

        boolean asksForWebSocket() {
            return !http10
                    && members(fields, "Connection").contains("upgrade")
                    && value(fields, "Upgrade").equalsIgnoreCase("websocket");
        }

        /// The target as an origin must be asked for it (RFC 9112 §3.2).
        String originTarget() {
            if (!target.regionMatches(true, 0, "http://", 0, 7)) {
                return target;
            }
            var rest = target.substring(7).replaceFirst("^[^/?]*", "");
            return rest.startsWith("/") ? rest : rest.isEmpty() && method.equals("OPTIONS") ? "*" : "/" + rest;
        }
    }

    /// @param end where the next message begins
    record Answer(int status, boolean http10, List<Field> fields, String body, int end) {

        boolean isInterim() {
            return status < 200 && status != 101;
        }

        boolean closes() {
            return http10 || members(fields, "Connection").contains("close");
        }
    }

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern REQUEST_LINE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([!-~&&[^#]]+) HTTP/1\\.([01])");
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9]{2}) ([\\t -~\\x80-\\xff]*)");
    private static final Pattern VALUE = Pattern.compile("[\\t -~\\x80-\\xff]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,19}");
    private static final Pattern CHUNK =
            Pattern.compile("(0*[0-9A-Fa-f]{1,8})([ \\t]*;[ \\t]*TOKEN([ \\t]*=[ \\t]*(TOKEN|\"QUOTED\"))?)*"
                    .replace("TOKEN", TOKEN.pattern())
                    .replace("QUOTED", "([\\t !#-\\[\\]-~\\x80-\\xff]|\\\\[\\t -~\\x80-\\xff])*"));

    private final String text;
    private int at;

    private Strict(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /// @throws Fault      when what begins there is no request
    /// @throws Incomplete when it does not end
    static Request request(String text, int at) {
        return new Strict(text, at).request(true);
    }

    /// The same without its body, whose place is left to be read.
    static Request requestHead(String text, int at) {
        return new Strict(text, at).request(false);
    }

    /// @param method of the request that is answered
    /// @param closed whether the connection ended behind the text, in an orderly way
    static Answer answer(String text, int at, String method, boolean closed) {
        return new Strict(text, at).answer(method, closed);
    }

    /// The first answer that is not an interim one.
    static Answer finalAnswer(String text, String method, boolean closed) {
        var answer = answer(text, 0, method, closed);
        while (answer.isInterim()) {
            answer = answer(text, answer.end(), method, closed);
        }
        return answer;
    }

    static String value(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst()
                .orElse("");
    }

    /// Members of a list field in lower case, the empty ones left out (RFC 9110 §5.6.1).
    static List<String> members(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .flatMap(field -> Arrays.stream(field.value().split(",")))
                .map(member -> trim(member).toLowerCase(Locale.ROOT))
                .filter(member -> !member.isEmpty())
                .toList();
    }

    private Request request(boolean withBody) {
        while (text.startsWith("\r\n", at)) {
            at += 2;
        }
        var line = REQUEST_LINE.matcher(line());
        require(line.matches(), "request line");
        var http10 = line.group(3).equals("0");
        var target = line.group(2);
        var method = line.group(1);
        require(
                target.startsWith("/")
                        || target.matches("(?i)http://[^/?]+([/?].*)?")
                        || (target.equals("*") && method.equals("OPTIONS")),
                "target");
        var fields = fields();
        require(count(fields, "Host") == 1, "Host");
        var codings = members(fields, "Transfer-Encoding");
        String body;
        if (count(fields, "Transfer-Encoding") > 0) {
            require(!http10 && count(fields, "Content-Length") == 0, "two framings");
            require(codings.equals(List.of("chunked")), "coding");
            body = withBody ? chunks() : "";
        } else {
            var length = length(fields);
            body = withBody ? take(length) : "";
        }
        return new Request(method, target, http10, fields, body, at);
    }

    private Answer answer(String method, boolean closed) {
        var line = STATUS_LINE.matcher(line());
        require(line.matches(), "status line");
        var http10 = line.group(1).equals("0");
        var status = Integer.parseInt(line.group(2));
        var fields = fields();
        String body;
        if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
            var _ = length(fields);
            body = "";
        } else if (count(fields, "Transfer-Encoding") > 0) {
            require(!http10 && count(fields, "Content-Length") == 0, "two framings");
            require(members(fields, "Transfer-Encoding").equals(List.of("chunked")), "coding");
            body = chunks();
        } else if (count(fields, "Content-Length") > 0) {
            body = take(length(fields));
        } else if (closed) {
            body = take(text.length() - at);
        } else {
            throw new Incomplete();
        }
        return new Answer(status, http10, fields, body, at);
    }

    private List<Field> fields() {
        var fields = new ArrayList<Field>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            require(colon > 0 && TOKEN.matcher(line.substring(0, colon)).matches(), "field name");
            require(VALUE.matcher(line.substring(colon + 1)).matches(), "field value");
            fields.add(new Field(line.substring(0, colon), trim(line.substring(colon + 1))));
        }
        return fields;
    }

    private static long length(List<Field> fields) {
        if (count(fields, "Content-Length") == 0) {
            return 0;
        }
        var lengths = members(fields, "Content-Length");
        require(!lengths.isEmpty() && LENGTH.matcher(lengths.getFirst()).matches(), "length");
        require(lengths.stream().allMatch(lengths.getFirst()::equals), "two lengths");
        try {
            return Long.parseLong(lengths.getFirst());
        } catch (NumberFormatException e) {
            throw new Fault("length");
        }
    }

    private String chunks() {
        var body = new StringBuilder();
        while (true) {
            var line = CHUNK.matcher(line());
            require(line.matches(), "chunk size");
            var size = Long.parseLong(line.group(1), 16);
            if (size == 0) {
                var _ = fields();
                return body.toString();
            }
            body.append(take(size));
            require(line().isEmpty(), "chunk end");
        }
    }

    private String line() {
        var lf = text.indexOf('\n', at);
        var cr = text.indexOf('\r', at);
        if (lf < 0) {
            require(cr < 0 || cr == text.length() - 1, "CR alone");
            throw new Incomplete();
        }
        require(cr == lf - 1 && cr >= at, "line end");
        var line = text.substring(at, cr);
        at = lf + 1;
        return line;
    }

    private String take(long size) {
        if (size > text.length() - at) {
            throw new Incomplete();
        }
        at += (int) size;
        return text.substring(at - (int) size, at);
    }

    private static long count(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .count();
    }

    private static String trim(String value) {
        return value.replaceAll("^[ \\t]+|[ \\t]+$", "");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new Fault(what);
        }
    }
}
