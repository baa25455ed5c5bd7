package com.openflyers.gateway.app;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.registry.Engine;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command as it is typed: what its options come to, what it prints where, and its exit status. What is wrong with
/// a line, and that all or nothing is registered, is the matter of [com.openflyers.gateway.admin.ClubFile] and
/// [com.openflyers.gateway.admin.ImportWorkflow].
class ImportCommandDatabaseTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String HEADER =
            "space,club,version,kind,database,clubEmail,contactName,contactEmail,language\n";
    private static final String AJAX =
            "ajax,Aéroclub d’Évry,1.3.1,production,ajax_131,club@example.fr,Jean,jean@example.fr,fr\n";
    private static final String MERMOZ =
            "mermoz,Les Ailes Mermoz,1.3.1,test,,mermoz@example.fr,Ann,ann@example.fr,en\n";

    private static StoredRegistry registry;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        registry = new StoredRegistry(VERTX, Postgres.database());
    }

    @AfterAll
    static void stop() {
        result(VERTX.close());
    }

    @BeforeEach
    void empty() {
        registry.run("TRUNCATE club, version, audit, change, outbox, account CASCADE");
        var _ = registry.put(StoredRegistry.version("1.3.1", 9, Engine.MANUAL));
    }

    @Test
    void a_file_is_registered_and_a_second_run_finds_everything_there() throws Exception {
        var clubs = file(HEADER + AJAX + MERMOZ);

        var first = run(registry.settings, clubs);
        var second = run(registry.settings, clubs);

        assertThat(first).as("%s", err).isZero();
        assertThat(second).as("%s", err).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "registered 2 spaces, 0 were there already", "registered 0 spaces, 2 were there already");
        assertThat(registry.find("ajax").club().name()).isEqualTo("Aéroclub d’Évry");
        assertThat(registry.count("SELECT count(*) FROM outbox")).isZero();
    }

    @Test
    void a_dry_run_says_what_would_come_and_leaves_nothing() throws Exception {
        var status = run(registry.settings, file(HEADER + AJAX + MERMOZ), "--dry-run", "--invite");

        assertThat(status).as("%s", err).isZero();
        assertThat(out.toString().lines()).containsExactly("would register 2 spaces, 0 were there already");
        assertThat(registry.count("SELECT count(*) FROM space")).isZero();
        assertThat(registry.count("SELECT count(*) FROM outbox")).isZero();
    }

    @Test
    void every_bad_line_is_said_with_its_file_and_none_of_the_good_ones_is_registered() throws Exception {
        var clubs = file(HEADER + AJAX + "Bad,,1.3.1,demo,,nobody,Jean,j@b.fr,fr\n" + "short,Club\n" + MERMOZ);

        var status = run(registry.settings, clubs, "--invite");

        assertThat(status).isEqualTo(65);
        assertThat(err.toString().lines())
                .hasSize(6)
                .anyMatch(line -> line.startsWith(clubs + ", line 3, space: "))
                .anyMatch(line -> line.startsWith(clubs + ", line 3, club: "))
                .anyMatch(line -> line.startsWith(clubs + ", line 3, kind: "))
                .anyMatch(line -> line.startsWith(clubs + ", line 3, clubEmail: "))
                .anyMatch(line -> line.startsWith(clubs + ", line 4: "))
                .endsWith("nothing was registered: 5 faults");
        assertThat(out.toString()).isEmpty();
        assertThat(registry.count("SELECT count(*) FROM space")).isZero();
    }

    @Test
    void what_only_the_registry_knows_is_a_fault_of_the_file_too() throws Exception {
        var clubs = file(HEADER + AJAX + MERMOZ.replace("1.3.1", "9.9"));

        assertThat(run(registry.settings, clubs)).isEqualTo(65);
        assertThat(err.toString().lines())
                .containsExactly(
                        clubs + ", line 3: version \"9.9\" is not registered", "nothing was registered: 1 faults");
        assertThat(registry.count("SELECT count(*) FROM space")).isZero();
    }

    @Test
    void invitations_lead_where_the_configuration_says_and_may_come_with_a_second_run() throws Exception {
        var clubs = file(HEADER + AJAX + MERMOZ);
        var _ = run(registry.settings, clubs);

        var status = run(registry.settings, clubs, "--invite");

        assertThat(status).as("%s", err).isZero();
        assertThat(registry.count("SELECT count(*) FROM outbox WHERE cause LIKE 'invitation ajax %'"
                        + " AND plain LIKE '%https://client.example.org:8443/password?token=%'"
                        + " AND plain LIKE '%https://ajax.example.org:8443%' AND language = 'fr'"))
                .isEqualTo(2);
        assertThat(registry.count(
                        "SELECT count(*) FROM outbox WHERE cause LIKE 'invitation mermoz %'" + " AND language = 'en'"))
                .isEqualTo(2);
    }

    @Test
    void a_registry_without_tables_gets_them_first() throws Exception {
        var fresh = Postgres.emptyDatabase();

        assertThat(run(fresh, file(HEADER + AJAX), "--dry-run")).isEqualTo(65);
        assertThat(err.toString()).contains("version \"1.3.1\" is not registered");
        assertThat(new StoredRegistry(VERTX, fresh).count("SELECT count(*) FROM space"))
                .isZero();
    }

    @Test
    void a_file_that_is_not_there_or_not_in_utf_8_is_one_sentence() throws Exception {
        var latin = Files.write(directory.resolve("latin.csv"), (HEADER + AJAX).getBytes(StandardCharsets.ISO_8859_1));

        assertThat(run(registry.settings, directory.resolve("none.csv"))).isEqualTo(1);
        assertThat(run(registry.settings, latin)).isEqualTo(1);
        assertThat(run(registry.settings, directory)).isEqualTo(1);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("there is no file ").endsWith("none.csv"),
                        line -> assertThat(line).endsWith("latin.csv is not in UTF-8"),
                        line -> assertThat(line).contains(" cannot be read: ").doesNotContain("UTF-8"));
    }

    @Test
    void a_registry_that_is_away_is_one_sentence_and_no_fault_of_the_file() throws Exception {
        assertThat(run(Postgres.nowhere(), file(HEADER + AJAX))).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("the registry nobody@127.0.0.1:")
                .doesNotContain(" at com.openflyers");
        assertThat(out.toString()).isEmpty();
    }

    private int run(DatabaseSettings database, Path clubs, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("import", clubs.toString(), "--config", configuration(database)));
        arguments.addAll(List.of(options));
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private String configuration(DatabaseSettings database) throws Exception {
        var yaml = """
                spaces: {domain: example.org}
                mail: {link-base: 'https://client.example.org:8443'}
                client-area: {host: client.example.org}
                database:
                  host: %s
                  port: %d
                  name: %s
                  user: %s
                """.formatted(database.host(), database.port(), database.name(), database.user());
        var password = database.password().reveal();
        if (!password.isEmpty()) {
            yaml += "  password-file: " + Files.writeString(directory.resolve("password"), password) + "\n";
        }
        return Files.writeString(directory.resolve("gateway.yaml"), yaml).toString();
    }

    private Path file(String content) throws Exception {
        return Files.writeString(directory.resolve("clubs.csv"), content);
    }
}
