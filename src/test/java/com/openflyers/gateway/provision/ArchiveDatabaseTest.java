package com.openflyers.gateway.provision;

import static com.openflyers.gateway.provision.ClusterUnderTest.LONG;
import static com.openflyers.gateway.provision.ClusterUnderTest.onVirtualThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openflyers.gateway.provision.ArchiveWorkflow.Outcome;
import com.openflyers.gateway.provision.ArchiveWorkflow.Outcome.Made;
import com.openflyers.gateway.provision.ArchiveWorkflow.Outcome.Useless;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveDatabaseTest {

    private final ConvertedClub club = new ConvertedClub();
    private final ManifestWorkflow manifests = new ManifestWorkflow(club.cluster.settings, ConvertedClub.SHIPPED);
    private final DatabaseName again = ClusterUnderTest.newName("again");

    @TempDir
    Path archives;

    @TempDir
    Path directory;

    @Test
    void a_1_3_1_database_comes_back_row_by_row() {
        var archive = ((Made) make(club.source, "1.3.1")).archive();

        assertThat(workflow().restore(archive, again)).isEmpty();

        assertThat(manifests.fingerprint(again, LONG)).isEqualTo(manifests.fingerprint(club.source, LONG));
        assertThat(club.cluster.read(again.text(), "SELECT nextval('authentication_num_seq')"))
                .isEqualTo(club.cluster.read(club.source.text(), "SELECT nextval('authentication_num_seq')"));
    }

    @Test
    void a_converted_database_comes_back_with_its_constraints_and_with_tables_that_no_script_makes() {
        var _ = club.copied().converted();
        var archive = ((Made) make(club.copy, "2.0")).archive();

        assertThat(workflow().restore(archive, again)).isEmpty();

        assertThat(manifests.fingerprint(again, LONG)).isEqualTo(manifests.fingerprint(club.copy, LONG));
        assertThat(club.cluster.read(again.text(), "SELECT count(*) > 0 FROM conversion_note"))
                .isEqualTo("t");
        var constraints =
                "SELECT string_agg(conname, ' ' ORDER BY conname) FROM pg_constraint WHERE contype IN ('f', 'x')";
        assertThat(club.cluster.read(again.text(), constraints)).isEqualTo(club.read(constraints));
    }

    @Test
    void an_archive_says_in_its_first_line_what_it_is() throws IOException {
        var archive = ((Made) make(club.source, "1.3.1")).archive();

        var header = header(archive.file());

        assertThat(header.getString("database")).isEqualTo(club.source.text());
        assertThat(header.getString("version")).isEqualTo("1.3.1");
        assertThat(header.getJsonArray("schema").getJsonObject(0).getString("name"))
                .isEqualTo("tables.sql");
        assertThat(header.getJsonArray("tables")).hasSize(11);
        assertThat(archive.rows()).isPositive();
        assertThat(archive.sha256()).isEqualTo(ArchiveFile.sha256(archive.file()));
    }

    @Test
    void the_latest_archive_is_found_and_nothing_but_archives_is_left() throws IOException {
        var first = ((Made) make(club.source, "1.3.1")).archive();
        var second = ((Made) make(club.source, "1.3.1")).archive();

        assertThat(workflow().latest(club.source)).contains(second);
        try (var files = Files.list(archives)) {
            assertThat(files).containsExactlyInAnyOrder(first.file(), second.file());
        }
        assertThat(club.cluster.read(
                        club.cluster.settings.name(),
                        "SELECT count(*) FROM pg_database WHERE datname LIKE '" + club.source + "\\_\\_s%'"))
                .isEqualTo("0");
    }

    @Test
    void what_does_not_come_back_as_it_was_is_no_archive() throws IOException {
        club.cluster.execute(
                club.source.text(), "CREATE TABLE weight (kg float8); INSERT INTO weight VALUES (0.123456789)");
        var migrations = schema("CREATE TABLE weight (kg float4);");

        var outcome = onVirtualThread(() -> workflow(migrations).make(club.source, club.source, "1.3.1"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Useless.class,
                        useless -> assertThat(useless.because())
                                .endsWith("public.weight has 1 rows of 1, and they are others"));
        assertThat(workflow().latest(club.source)).isEmpty();
        assertThat(archives).isEmptyDirectory();
    }

    @Test
    void a_file_that_was_touched_is_not_restored() throws IOException {
        var archive = ((Made) make(club.source, "1.3.1")).archive();
        var bytes = Files.readAllBytes(archive.file());
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive.file(), bytes);

        assertThat(workflow().restore(archive, again).orElse("")).contains("checksum differs");
        assertThat(club.cluster.exists(again)).isFalse();
    }

    @Test
    void a_fenced_database_is_archived_by_its_copy() {
        var fenced = club.source.fenced(1);
        club.cluster.transaction(tx -> new Fence().seal(tx, club.source, fenced));
        var refused = catchThrowable(() -> make(fenced, "1.3.1"));
        assertThat(refused).hasMessageContaining("not currently accepting");
        var quarantine = new Quarantine(InstantSource.system(), List.of());
        var _ = new CopyWorkflow(club.cluster.settings, club.cluster.database(), quarantine)
                .copy(fenced, club.copy, "archive", LONG);

        var outcome = onVirtualThread(() -> workflow().make(club.copy, fenced, "1.3.1"));

        assertThat(outcome).isInstanceOf(Made.class);
        assertThat(workflow().latest(fenced)).isPresent();
    }

    /// Migrations whose 1.3.1 has such tables.
    private Path schema(String sql) throws IOException {
        var version = Files.createDirectories(directory.resolve("migrations").resolve("1.3.1"));
        Files.writeString(version.resolve("tables.sql"), sql);
        Files.writeString(version.resolve("rights.sql"), "");
        Files.writeString(version.resolve("version.yaml"), "{schema: [tables.sql], rights: rights.sql, neutral: []}");
        return directory.resolve("migrations");
    }

    private Outcome make(DatabaseName database, String version) {
        return onVirtualThread(() -> workflow().make(database, database, version));
    }

    private ArchiveWorkflow workflow() {
        return workflow(ConvertedClub.SHIPPED.migrations());
    }

    private ArchiveWorkflow workflow(Path migrations) {
        return new ArchiveWorkflow(
                club.cluster.settings,
                new ProvisionSettings(migrations, archives, LONG, LONG),
                club.cluster.database(),
                new Quarantine(InstantSource.system(), List.of()),
                InstantSource.system());
    }

    private static JsonObject header(Path file) throws IOException {
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return new JsonObject(reader.readLine());
        }
    }
}
