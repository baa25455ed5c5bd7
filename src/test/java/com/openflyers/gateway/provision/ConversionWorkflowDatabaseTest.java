package com.openflyers.gateway.provision;

import static com.openflyers.gateway.demo.DemoDatabases.ROLE_131;
import static com.openflyers.gateway.demo.DemoDatabases.ROLE_20;
import static com.openflyers.gateway.provision.ClusterUnderTest.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.openflyers.gateway.provision.Conversion.Converted;
import com.openflyers.gateway.provision.Conversion.Failed;
import com.openflyers.gateway.provision.Conversion.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionWorkflowDatabaseTest {

    private final ConvertedClub club = new ConvertedClub().copied();

    @TempDir
    Path directory;

    @Test
    void the_shipped_scripts_run_in_their_order_and_are_named_with_their_sums() {
        var scripts = club.scripts();

        var conversion = club.conversions.run(club.copy, scripts, LONG);

        assertThat(conversion)
                .isInstanceOfSatisfying(
                        Converted.class,
                        done -> assertThat(done.scripts())
                                .extracting(Ran::script, Ran::sha256)
                                .containsExactlyElementsOf(scripts.list().stream()
                                        .map(script -> tuple(script.name(), script.sha256()))
                                        .toList()));
        assertThat(club.read("SELECT count(*) > 0 FROM person")).isEqualTo("t");
    }

    @Test
    void a_way_that_nobody_has_written_is_none() {
        assertThat(club.conversions.load("2.0", "1.3.1")).isEmpty();
    }

    @Test
    void the_sum_of_all_scripts_changes_with_each_of_them() throws IOException {
        var first = scripts("SELECT 1;", "SELECT 2;").sha256();

        assertThat(scripts("SELECT 1;", "SELECT 2;").sha256()).isEqualTo(first);
        assertThat(scripts("SELECT 1;", "SELECT 3;").sha256()).isNotEqualTo(first);
        assertThat(scripts("SELECT 1;").sha256()).isNotEqualTo(first);
    }

    @Test
    void a_script_that_fails_leaves_nothing_and_is_named_with_its_line() throws IOException {
        var broken =
                scripts("CREATE TABLE first (n integer);", "CREATE TABLE second (n integer);\n\nSELECT nothing;\n");

        var conversion = club.conversions.run(club.copy, broken, LONG);

        assertThat(conversion).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.script()).isEqualTo("2.sql");
            assertThat(failed.line()).hasValue(3);
            assertThat(failed.sqlState()).isEqualTo("42703");
            assertThat(failed.sentence()).isEqualTo("2.sql, line 3: column \"nothing\" does not exist");
        });
        assertThat(club.read("SELECT to_regclass('first') IS NOT NULL AND to_regclass('second') IS NULL"))
                .isEqualTo("t");
    }

    @Test
    void a_run_that_was_killed_goes_on_with_the_next_script() throws IOException {
        var _ = club.conversions.run(club.copy, scripts("CREATE TABLE first (n integer);"), LONG);

        var conversion = club.conversions.run(
                club.copy, scripts("CREATE TABLE first (n integer);", "CREATE TABLE second (n integer);"), LONG);

        assertThat(conversion).isInstanceOf(Converted.class);
    }

    @Test
    void a_script_that_is_not_the_one_which_ran_is_refused() throws IOException {
        var _ = club.conversions.run(club.copy, scripts("CREATE TABLE first (n integer);"), LONG);

        var conversion = club.conversions.run(club.copy, scripts("CREATE TABLE other (n integer);"), LONG);

        assertThat(conversion)
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.message()).contains("another script"));
    }

    @Test
    void a_coordinator_whose_database_was_renamed_under_it_is_stopped() {
        var _ = club.conversions.run(club.copy, club.scripts(), LONG);
        club.cluster.transaction(
                tx -> new CatalogueRepository().rename(tx, club.copy, DatabaseName.live("moved", "2.0")));

        assertThatThrownBy(() -> club.conversions.run(club.copy, club.scripts(), LONG))
                .isInstanceOfSatisfying(
                        Obstacle.class, obstacle -> assertThat(obstacle.kind()).isEqualTo(Obstacle.Kind.GONE));
        club.cluster.transaction(
                tx -> new CatalogueRepository().rename(tx, DatabaseName.live("moved", "2.0"), club.copy));
    }

    @Test
    void the_new_versions_servers_get_in_and_the_old_ones_do_not() throws SQLException {
        var _ = club.converted();

        try (var server = club.cluster.as(ROLE_20, club.copy.text())) {
            Statements.run(server, "UPDATE person SET phone = phone");
            assertThatThrownBy(() -> Statements.run(server, "SELECT * FROM gateway_birth.script"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> Statements.run(server, "DROP TABLE booking"))
                    .hasMessageContaining("must be owner");
        }
        assertThatThrownBy(() -> club.cluster.as(ROLE_131, club.copy.text())).hasMessageContaining("permission denied");
    }

    @Test
    void rights_of_the_old_versions_role_end_with_the_conversion() {
        club.execute("CREATE TABLE kept (n integer); GRANT ALL ON kept TO openflyers_131, PUBLIC");

        var _ = club.converted();

        assertThat(club.read("""
                        SELECT has_table_privilege('openflyers_131', 'kept', 'SELECT')
                            OR has_table_privilege('openflyers_20', 'kept', 'SELECT')
                        """)).isEqualTo("f");
    }

    @Test
    void settings_of_the_original_are_set_again() {
        club.cluster.execute(club.cluster.settings.name(), """
                ALTER DATABASE %1$s SET timezone TO 'Europe/Paris';
                ALTER DATABASE %1$s SET search_path TO "$user", public
                """.formatted(club.source));

        var _ = club.converted();

        assertThat(club.read("SHOW search_path")).isEqualTo("\"$user\", public");
        assertThat(club.read("""
                        SELECT array_to_string(setconfig, ' ')
                          FROM pg_db_role_setting s
                               JOIN pg_database d ON d.oid = s.setdatabase
                         WHERE d.datname = current_database()
                        """)).contains("TimeZone=Europe/Paris");
    }

    /// Named `1.sql`, `2.sql`, and so on.
    private Scripts scripts(String... contents) throws IOException {
        var way = Files.createDirectories(directory.resolve("1.3.1-to-2.0"));
        for (var i = 0; i < contents.length; i++) {
            Files.writeString(way.resolve((i + 1) + ".sql"), contents[i]);
        }
        var settings = new ProvisionSettings(directory, directory, LONG, LONG);
        var all = new ConversionWorkflow(club.cluster.settings, settings)
                .load("1.3.1", "2.0")
                .orElseThrow();
        List<Script> written = new ArrayList<>(all.list().subList(0, contents.length));
        return new Scripts("1.3.1", "2.0", written);
    }
}
