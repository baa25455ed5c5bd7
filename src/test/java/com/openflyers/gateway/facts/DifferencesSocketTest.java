package com.openflyers.gateway.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Journey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Where HAProxy and nginx forward the same bytes otherwise than we do.
///
/// Each difference stands in `differences.txt` under its reason, which says who is right. One that does not fails the
/// test, with the lines to put there.
@Journey
class DifferencesSocketTest {

    @Test
    void every_difference_to_haproxy_and_nginx_has_its_reason() throws Exception {
        var explained = explained();
        var samples = samples();
        var unexplained = new ArrayList<String>();

        try (var gateway = Beside.gateway();
                var nginx = Beside.nginx();
                var haproxy = Beside.haproxy();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ours = threads.submit(() -> gateway.forwards(samples));
            var theirs = Map.of(
                    "nginx", threads.submit(() -> nginx.forwards(samples)),
                    "haproxy", threads.submit(() -> haproxy.forwards(samples)));
            for (var other : theirs.entrySet()) {
                for (var i = 0; i < samples.size(); i++) {
                    var our = ours.get().get(i);
                    var their = other.getValue().get().get(i);
                    var line = other.getKey() + " > " + Case.escape(samples.get(i));
                    if (!their.equals(our) && !explained.contains(line)) {
                        unexplained.add(line + "\n    ours: " + our + "\n    theirs: " + their);
                    }
                }
            }
        }

        assertThat(String.join("\n", unexplained)).isEmpty();
    }

    /// All requests, and each field in one that would otherwise be sound; with a canary behind them.
    private static List<String> samples() {
        var requests = Samples.REQUESTS.stream().map(sample -> sample.replace("{n}", "1"));
        var fields = Samples.FIELDS.stream()
                .map(field -> "POST /1 HTTP/1.1\r\nHost: a.localhost\r\n" + field + "\r\n\r\n" + bodyFor(field));
        return Stream.concat(requests, fields).distinct().toList();
    }

    private static String bodyFor(String field) {
        if (field.toLowerCase(Locale.ROOT).contains("chunked")) {
            return "5\r\nhello\r\n0\r\n\r\n";
        }
        return field.contains("Length") && field.contains("5") ? "hello" : "";
    }

    private static Set<String> explained() throws IOException {
        try (var file = DifferencesSocketTest.class.getResourceAsStream("/facts/differences.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toSet());
        }
    }
}
