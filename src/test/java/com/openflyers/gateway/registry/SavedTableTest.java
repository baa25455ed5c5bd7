package com.openflyers.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openflyers.gateway.route.HealthCheck;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Rules.Retry;
import com.openflyers.gateway.route.Space;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedTableTest {

    private static final UUID REGISTRY = UUID.fromString("8b2d3c1e-0000-4000-8000-000000000001");
    private static final Version LEGACY = new Version(
            "1.3.1",
            List.of(Upstream.parse("http://127.0.0.1:9001"), Upstream.parse("http://[::1]:9002")),
            new HealthCheck("/ping", Duration.ofSeconds(3), Duration.ofMillis(700)),
            new Rules(
                    List.of("PHPSESSID"),
                    List.of("/index.php"),
                    List.of("/install"),
                    "/home",
                    Map.of("X-Legacy", "1"),
                    List.of("X-Debug"),
                    Duration.ofMillis(2500),
                    Retry.FORBIDDEN));
    private static final Version NEW = new Version("2.0", List.of(), HealthCheck.DEFAULT, Rules.NONE);

    @TempDir
    private Path directory;

    @Test
    void an_empty_directory_holds_nothing() throws Exception {
        assertThat(load()).isEqualTo(new SavedContent.Nothing());
    }

    @Test
    void what_was_stored_is_loaded_snapshot_and_journal_alike() throws Exception {
        var served = served();
        try (var table = SavedTable.in(directory)) {
            store(table, served, batch(1, List.of(LEGACY, NEW), space("aeroclub", "1.3.1", 1)));
            store(table, served, batch(2, List.of(), space("mermoz", "1.3.1", 2)));
            store(table, served, batch(3, List.of(), space("aeroclub", "2.0", 3)));
            store(table, served, new Batch(4, List.of(), List.of(), List.of("mermoz"), List.of("1.3.1")));
        }

        assertSound(load(), served);
    }

    @Test
    void random_histories_are_loaded_as_they_were_served() throws Exception {
        for (var seed = 0; seed < 30; seed++) {
            var random = new Random(seed);
            var here = Files.createDirectory(directory.resolve("history-" + seed));
            var served = served();
            try (var table = SavedTable.in(here)) {
                store(table, served, batch(1, List.of(LEGACY, NEW)));
                for (var revision = 2; revision < 60; revision++) {
                    store(table, served, randomBatch(random, served, revision));
                    if (random.nextInt(20) == 0) {
                        table.snapshot(served);
                    }
                }
            }

            try (var table = SavedTable.in(here)) {
                assertSound(table.load(), served);
            }
        }
    }

    @Test
    void a_journal_cut_within_its_last_record_is_used_up_to_there_and_that_is_said() throws Exception {
        writeThreeRecords();
        var journal = directory.resolve("journal-1");
        Files.write(journal, Arrays.copyOf(Files.readAllBytes(journal), (int) Files.size(journal) - 3));

        var content = load();

        assertThat(content).isInstanceOfSatisfying(SavedContent.Sound.class, sound -> {
            assertThat(sound.table().revision()).isEqualTo(2);
            assertThat(sound.tail()).contains("journal-1", "breaks off");
        });
    }

    @Test
    void a_journal_damaged_before_its_end_is_refused_as_a_whole() throws Exception {
        writeThreeRecords();
        var journal = directory.resolve("journal-1");
        var bytes = Files.readAllBytes(journal);

        for (var position = 0; position < bytes.length; position += 7) {
            var damaged = bytes.clone();
            damaged[position] ^= 0x10;
            Files.write(journal, damaged);

            assertThat(load())
                    .as("byte %d", position)
                    .isInstanceOfSatisfying(
                            SavedContent.Damaged.class,
                            refused -> assertThat(refused.reason()).contains("journal-1"));
        }
    }

    @Test
    void a_snapshot_that_is_damaged_or_cut_is_refused_and_named() throws Exception {
        writeThreeRecords();
        var snapshot = directory.resolve("snapshot-1");
        var bytes = Files.readAllBytes(snapshot);

        for (var length = 0; length < bytes.length; length += 11) {
            Files.write(snapshot, Arrays.copyOf(bytes, length));
            assertThat(load()).as("cut at %d", length).isInstanceOf(SavedContent.Damaged.class);
        }
        for (var position = 0; position < bytes.length; position += 7) {
            var damaged = bytes.clone();
            damaged[position] ^= 0x10;
            Files.write(snapshot, damaged);
            assertThat(load()).as("byte %d", position).isInstanceOf(SavedContent.Damaged.class);
        }
    }

    @Test
    void a_file_of_another_format_is_refused_with_both_numbers() throws Exception {
        writeThreeRecords();
        var header = new SavedHeader(1, REGISTRY, 1).encode();
        var format = header.length - 8 - 16 - 4 - 4;
        header[format + 3] = 9;
        Files.write(directory.resolve("snapshot-1"), Frames.wrap(header).array());

        assertThat(load())
                .isEqualTo(new SavedContent.Damaged(
                        directory.resolve("snapshot-1") + ": its format is 9, and this build reads 2"));
    }

    @Test
    void a_refused_table_is_put_aside_when_a_new_one_is_written() throws Exception {
        writeThreeRecords();
        Files.write(directory.resolve("snapshot-1"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        var served = served();

        try (var table = SavedTable.in(directory)) {
            assertThat(table.load()).isInstanceOf(SavedContent.Damaged.class);
            store(table, served, batch(9, List.of(NEW), space("aeroclub", "2.0", 9)));
        }

        assertSound(load(), served);
        assertThat(names())
                .containsExactly("journal-1.damaged", "journal-2", "lock", "snapshot-1.damaged", "snapshot-2");
    }

    @Test
    void a_refused_table_that_cannot_be_put_aside_is_tried_once() throws Exception {
        writeThreeRecords();
        Files.write(directory.resolve("snapshot-1"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        Files.createFile(directory.resolve("snapshot-1.damaged"));
        var served = served();

        try (var table = SavedTable.in(directory)) {
            assertThat(table.load()).isInstanceOf(SavedContent.Damaged.class);
            assertThatThrownBy(() -> store(table, served, batch(9, List.of(NEW), space("aeroclub", "2.0", 9))))
                    .isInstanceOf(IOException.class);
            table.snapshot(served);
        }

        assertSound(load(), served);
    }

    @Test
    void a_snapshot_that_was_not_finished_does_not_count() throws Exception {
        writeThreeRecords();
        Files.write(directory.resolve("snapshot-2.new"), new byte[] {1});

        assertThat(load()).isInstanceOf(SavedContent.Sound.class);
    }

    @Test
    void the_journal_of_a_snapshot_that_is_gone_is_refused() throws Exception {
        writeThreeRecords();
        Files.delete(directory.resolve("snapshot-1"));

        assertThat(load()).isInstanceOf(SavedContent.Damaged.class);
    }

    @Test
    void a_long_journal_gives_way_to_a_new_snapshot() throws Exception {
        var served = served();
        var longName = "x".repeat(60_000);
        try (var table = SavedTable.in(directory)) {
            store(table, served, batch(1, List.of(NEW)));
            for (var revision = 2; revision < 30; revision++) {
                store(table, served, batch(revision, List.of(), clubOf("aeroclub", longName, revision)));
            }
        }

        assertSound(load(), served);
        assertThat(names()).containsExactly("journal-2", "lock", "snapshot-2");
    }

    @Test
    void two_nodes_do_not_write_into_one_directory() throws Exception {
        try (var _ = SavedTable.in(directory)) {
            assertThatThrownBy(() -> SavedTable.in(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(directory.toString());
        }
    }

    private void writeThreeRecords() throws IOException {
        var served = served();
        try (var table = SavedTable.in(directory)) {
            store(table, served, batch(1, List.of(LEGACY, NEW), space("aeroclub", "1.3.1", 1)));
            store(table, served, batch(2, List.of(), space("mermoz", "2.0", 2)));
            store(table, served, batch(3, List.of(), space("aeroclub", "2.0", 3)));
        }
    }

    private SavedContent load() throws IOException {
        try (var table = SavedTable.in(directory)) {
            return table.load();
        }
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void assertSound(SavedContent content, Served served) {
        assertThat(content).isInstanceOfSatisfying(SavedContent.Sound.class, sound -> {
            assertThat(sound.registry()).isEqualTo(REGISTRY);
            assertThat(sound.tail()).isNull();
            assertThat(sound.table().revision()).isEqualTo(served.revision());
            assertThat(sound.table().versions()).containsExactlyInAnyOrderElementsOf(served.versions());
            assertThat(sound.table().spaces()).containsExactlyInAnyOrderElementsOf(served.spaces());
        });
    }

    private static Served served() {
        return new Served(new RouteTable(), 1);
    }

    private static void store(SavedTable table, Served served, Batch batch) throws IOException {
        served.apply(REGISTRY, batch);
        table.store(served, batch);
    }

    private static Batch batch(long revision, List<Version> versions, Space... spaces) {
        return new Batch(revision, versions, List.of(spaces), List.of(), List.of());
    }

    private static Batch randomBatch(Random random, Served served, long revision) {
        var spaces = new ArrayList<Space>();
        var closed = new ArrayList<String>();
        for (var i = random.nextInt(4); i > 0; i--) {
            var name = "space" + random.nextInt(20);
            if (random.nextInt(4) == 0 && served.space(name) != null && closed.isEmpty()) {
                closed.add(name);
            } else if (!closed.contains(name)) {
                spaces.add(space(name, random.nextBoolean() ? "1.3.1" : "2.0", revision));
            }
        }
        spaces.removeIf(space -> closed.contains(space.name()));
        return new Batch(revision, List.of(), spaces, closed, List.of());
    }

    private static Space space(String name, String version, long revision) {
        var database = version.equals("2.0") ? name + "_20" : null;
        var host = name + ".localhost";
        return new Space(name, host, "Aéro " + name, Kind.TEST, null, version, database, List.of("1.0"), revision);
    }

    private static Space clubOf(String name, String club, long revision) {
        return new Space(name, name + ".localhost", club, Kind.TEST, null, "2.0", "db", List.of(), revision);
    }
}
