package com.openflyers.gateway.testing;

import java.util.Arrays;
import java.util.List;

/// An HTTP/1.1 message as it was read from a socket.
///
/// @param head start line and fields, to the empty line
/// @param body decoded when it was chunked
public record Message(String head, String body) {

    public String startLine() {
        return head.substring(0, head.indexOf("\r\n"));
    }

    /// Of a response; 0 for a request.
    public int status() {
        return head.startsWith("HTTP/") ? Integer.parseInt(head.substring(9, 12)) : 0;
    }

    /// The value of a field, empty when it is not there.
    public String field(String name) {
        var values = fields(name);
        return values.isEmpty() ? "" : values.getFirst();
    }

    /// The values of all fields of that name, in order.
    public List<String> fields(String name) {
        return Arrays.stream(head.split("\r\n"))
                .skip(1)
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }
}
