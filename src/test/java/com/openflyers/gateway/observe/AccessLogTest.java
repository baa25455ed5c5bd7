package com.openflyers.gateway.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openflyers.gateway.config.Settings;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLogTest {

    private final Metrics metrics = new Metrics();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void a_request_is_one_line_with_what_support_asks_for() {
        var record = new AccessRecord(
                1_790_000_000_123L,
                "aeroclub",
                "1.3.1",
                7,
                "http://127.0.0.1:9001",
                "POST",
                "aeroclub.localhost",
                "/index.php?menu=3",
                200,
                512,
                2048,
                12_345_678,
                12_300_000,
                "an-id",
                "192.0.2.7",
                null);

        var line = only(logged(record));

        assertThat(line.getString("time")).isEqualTo("2026-09-21T14:13:20.123Z");
        assertThat(line.getString("space")).isEqualTo("aeroclub");
        assertThat(line.getString("version")).isEqualTo("1.3.1");
        assertThat(line.getLong("revision")).isEqualTo(7);
        assertThat(line.getString("upstream")).isEqualTo("http://127.0.0.1:9001");
        assertThat(line.getString("method")).isEqualTo("POST");
        assertThat(line.getString("host")).isEqualTo("aeroclub.localhost");
        assertThat(line.getInteger("status")).isEqualTo(200);
        assertThat(line.getLong("bytesIn")).isEqualTo(512);
        assertThat(line.getLong("bytesOut")).isEqualTo(2048);
        assertThat(line.getDouble("totalMs")).isEqualTo(12.345);
        assertThat(line.getDouble("upstreamMs")).isEqualTo(12.3);
        assertThat(line.getString("requestId")).isEqualTo("an-id");
        assertThat(line.getString("client")).isEqualTo("192.0.2.7");
        assertThat(line.containsKey("error")).isFalse();
    }

    @Test
    void the_query_is_not_logged() {
        var lines = logged(request("/reset?token=sesame"));

        assertThat(only(lines).getString("path")).isEqualTo("/reset");
        assertThat(output.toString(UTF_8)).doesNotContain("sesame");
    }

    @ParameterizedTest
    @CsvSource({
        "http://anne:secret@aeroclub.localhost/a, http://aeroclub.localhost/a",
        "http://anne:sec@ret@aeroclub.localhost, http://aeroclub.localhost",
        "http://aeroclub.localhost/a@b, http://aeroclub.localhost/a@b",
        "/a://b@c, /a://b@c",
        "anne:secret@aeroclub.localhost:443, aeroclub.localhost:443"
    })
    void credentials_in_a_target_are_not_logged(String target, String path) {
        assertThat(only(logged(request(target))).getString("path")).isEqualTo(path);
    }

    @Test
    void what_is_not_known_is_not_there() {
        var line = only(logged(request("/")));

        assertThat(line.fieldNames()).doesNotContain("space", "version", "revision", "upstream", "host", "upstreamMs");
        assertThat(line.getString("error")).isEqualTo("unknown-space");
    }

    @Test
    void no_value_can_end_its_line_or_steer_a_terminal() {
        var evil = "/\r\n{\"status\":200}\u0085\u2028\u001b[2J\u007f\"\\é";

        var lines = logged(request(evil));

        assertThat(only(lines).getString("path")).isEqualTo(evil);
        assertThat(output.toString(UTF_8).chars()).allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7F));
    }

    @Test
    void a_long_path_is_cut() {
        assertThat(only(logged(request("/" + "a".repeat(8000)))).getString("path"))
                .hasSizeLessThan(2100);
    }

    /// Before it waits to be written: the queue is bounded in records.
    @Test
    void what_is_very_long_is_not_kept_as_long_as_it_came() {
        var record = request("http://anne:" + "s".repeat(8000) + "@" + "a".repeat(8000) + "/");

        assertThat(record.target()).hasSizeLessThan(2100).startsWith("http://aaa");
        assertThat(new AccessRecord(
                                0,
                                null,
                                null,
                                0,
                                null,
                                "GET",
                                "a".repeat(30_000),
                                "/",
                                400,
                                1,
                                1,
                                1,
                                1,
                                "id",
                                "::1",
                                null)
                        .host())
                .hasSize(256);
    }

    @Test
    void closing_writes_everything_that_came_before() {
        var records = java.util.stream.IntStream.range(0, 10_000)
                .mapToObj(i -> request("/" + i))
                .toArray(AccessRecord[]::new);

        var lines = logged(records);

        assertThat(lines).hasSize(10_000);
        assertThat(lines.getLast().getString("path")).isEqualTo("/9999");
        assertThat(dropped().sum()).isZero();
    }

    @Test
    void a_disk_that_does_not_answer_costs_lines_and_no_time() throws Exception {
        var stuck = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        var log = AccessLog.to(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        stuck.countDown();
                        awaitUninterrupted(released);
                        output.write(b);
                    }
                },
                16,
                metrics);
        log.write(request("/first"));
        assertThat(stuck.await(60, SECONDS)).isTrue();

        for (var i = 0; i < 100; i++) {
            log.write(request("/" + i));
        }

        assertThat(dropped().sum()).isEqualTo(84);
        released.countDown();
        log.close();
        assertThat(lines()).hasSize(17);
    }

    @Test
    void a_full_disk_loses_lines_and_the_next_one_starts_afresh() throws Exception {
        var full = new boolean[] {true};
        var refused = new CountDownLatch(1);
        var log = AccessLog.to(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        output.write(b);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        if (full[0]) {
                            full[0] = false;
                            output.write(bytes, from, 10);
                            refused.countDown();
                            throw new IOException("No space left on device");
                        }
                        output.write(bytes, from, length);
                    }
                },
                16,
                metrics);

        log.write(request("/lost"));
        assertThat(refused.await(60, SECONDS)).isTrue();
        log.write(request("/kept"));
        log.close();

        assertThat(dropped().sum()).isEqualTo(1);
        var lines = output.toString(UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(new JsonObject(lines.getLast()).getString("path")).isEqualTo("/kept");
    }

    @Test
    void a_file_is_appended_to(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("access.log"), "before\n");
        var settings = new AccessLogSettings(true, Optional.of(file), 1024);

        var log = AccessLog.open(settings, metrics);
        log.write(request("/"));
        log.close();

        assertThat(Files.readAllLines(file)).hasSize(2).first().isEqualTo("before");
    }

    @Test
    void a_file_that_cannot_be_opened_is_said_at_once(@TempDir Path directory) {
        var settings = new AccessLogSettings(true, Optional.of(directory), 1024);

        assertThatThrownBy(() -> AccessLog.open(settings, metrics)).isInstanceOf(IOException.class);
    }

    @Test
    void it_may_be_turned_off() throws Exception {
        var settings = AccessLogSettings.from(Settings.of("access-log: {enabled: false}", "f", Map.of()));

        try (var log = AccessLog.open(settings, metrics)) {
            log.write(request("/"));
        }

        assertThat(dropped().sum()).isZero();
    }

    private List<JsonObject> logged(AccessRecord... records) {
        try (var log = AccessLog.to(output, 65_536, metrics)) {
            for (var record : records) {
                log.write(record);
            }
        }
        return lines();
    }

    private List<JsonObject> lines() {
        return output.toString(UTF_8).lines().map(JsonObject::new).toList();
    }

    private static JsonObject only(List<JsonObject> lines) {
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private LongAdder dropped() {
        return metrics.counter("gateway_access_log_dropped", "");
    }

    private static AccessRecord request(String target) {
        return new AccessRecord(
                0,
                null,
                null,
                0,
                null,
                "GET",
                null,
                target,
                404,
                1,
                1,
                1,
                RequestMeters.NONE,
                "id",
                "::1",
                "unknown-space");
    }

    private static void awaitUninterrupted(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
