package com.openflyers.gateway.provision;

import static com.openflyers.gateway.demo.DemoDatabases.ROLE_131;
import static com.openflyers.gateway.testing.StoredRegistry.space;
import static com.openflyers.gateway.testing.StoredRegistry.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openflyers.gateway.provision.Quarantine.Outcome;
import com.openflyers.gateway.provision.Quarantine.Outcome.Kept;
import com.openflyers.gateway.provision.Quarantine.Outcome.SetAside;
import com.openflyers.gateway.provision.Quarantine.Return;
import com.openflyers.gateway.provision.Quarantine.Return.Returned;
import com.openflyers.gateway.provision.Quarantine.Return.TooLate;
import com.openflyers.gateway.provision.Quarantine.Sort;
import com.openflyers.gateway.registry.SpaceDatabase;
import com.openflyers.gateway.registry.SpaceDatabase.Role;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuarantineDatabaseTest {

    private static final Instant NOW = Instant.parse("2026-06-15T10:00:00Z");

    private final ClusterUnderTest cluster = ClusterUnderTest.shared();
    private final DropWorkflow drops = new DropWorkflow(cluster.settings);
    private final DatabaseName database = cluster.bookings("quarantine");
    private final String space = database.text().replace('_', '-');
    private Instant now = NOW;
    private final Quarantine quarantine = new Quarantine(() -> now, List.of());

    @BeforeEach
    void registerVersions() {
        cluster.registry.put(version("1.3.1", 9001));
        cluster.registry.put(version("2.0", 9002));
    }

    @Test
    void the_live_database_of_a_space_stays_whatever_it_is_said_to_be() {
        register(Role.LIVE);
        archive();

        for (var sort : Sort.values()) {
            assertThat(setAside(database, sort)).as(sort.name()).isInstanceOf(Kept.class);
        }
    }

    @Test
    void the_registry_and_a_versions_template_stay() {
        var candidate = database.candidate(1);
        cluster.execute(cluster.settings.name(), "ALTER DATABASE " + database + " RENAME TO " + candidate);
        cluster.registry.run("UPDATE version SET template = '" + candidate + "' WHERE name = '2.0'");

        assertThat(setAside(new DatabaseName(cluster.settings.name()), Sort.DISPOSABLE))
                .isInstanceOf(Kept.class);
        assertThat(setAside(candidate, Sort.DISPOSABLE))
                .isEqualTo(new Kept(candidate + " is the template of a version"));
        cluster.registry.run("UPDATE version SET template = NULL WHERE name = '2.0'");
    }

    @Test
    void a_database_that_nobody_has_goes_only_if_its_name_says_that_it_may() {
        assertThat(setAside(database, Sort.DISPOSABLE)).isInstanceOf(Kept.class);

        var candidate = database.candidate(1);
        cluster.execute(cluster.settings.name(), "ALTER DATABASE " + database + " RENAME TO " + candidate);
        assertThat(setAside(candidate, Sort.DISPOSABLE)).isInstanceOf(SetAside.class);
        assertThat(cluster.exists(candidate)).isFalse();
    }

    @Test
    void a_closed_space_s_database_needs_an_archive_and_waits_for_fourteen_days() {
        register(Role.LIVE);
        cluster.registry.closeSpace(space);

        assertThat(setAside(database, Sort.CLOSED_SPACE)).isEqualTo(new Kept("there is no archive of " + database));
        archive();

        assertThat(setAside(database, Sort.CLOSED_SPACE))
                .isInstanceOfSatisfying(
                        SetAside.class, done -> assertThat(done.dueAt()).isEqualTo(NOW.plus(Duration.ofDays(14))));
    }

    @Test
    void a_production_space_is_no_test_space() {
        register(Role.LIVE);
        cluster.registry.closeSpace(space);
        archive();

        assertThat(setAside(database, Sort.TEST_SPACE)).isInstanceOf(Kept.class);
    }

    @Test
    void a_fenced_original_stays_as_long_as_somebody_objects() {
        register(Role.FENCED);
        archive();
        var guarded = new Quarantine(
                () -> now,
                List.of((_, name) -> Future.succeededFuture(Optional.of(name + " is the way back of migration 7"))));

        var kept = cluster.transaction(tx -> guarded.setAside(tx, database, Sort.ARCHIVED_ORIGINAL));

        assertThat(kept).isEqualTo(new Kept(database + " is the way back of migration 7"));
        assertThat(setAside(database, Sort.ARCHIVED_ORIGINAL)).isInstanceOf(SetAside.class);
    }

    @Test
    void a_database_in_use_is_not_set_aside() throws SQLException {
        var candidate = candidate();
        try (var reader = cluster.as(ROLE_131, candidate.text())) {
            var failure = catchThrowable(() -> setAside(candidate, Sort.DISPOSABLE));

            assertThat(failure.getCause()).isInstanceOf(Obstacle.class);
            assertThat(reader.isValid(5)).isTrue();
        }
    }

    @Test
    void nobody_gets_into_a_database_in_quarantine() {
        var aside = aside(candidate());

        assertThatThrownBy(() -> cluster.superuser(aside.text())).hasMessageContaining("not currently accepting");
    }

    @Test
    void until_it_is_due_it_can_be_given_back_with_its_role() {
        register(Role.LIVE);
        cluster.registry.closeSpace(space);
        archive();
        var aside = ((SetAside) setAside(database, Sort.CLOSED_SPACE)).name();
        assertThat(roles()).containsExactly(new SpaceDatabase("1.3.1", aside.text(), Role.QUARANTINED));

        assertThat(giveBack(aside)).isEqualTo(new Returned(database));

        assertThat(roles()).containsExactly(new SpaceDatabase("1.3.1", database.text(), Role.LIVE));
        assertThat(cluster.read(database.text(), "SELECT count(*) FROM booking"))
                .isEqualTo("100");
    }

    @Test
    void one_whose_place_is_anothers_by_now_stays_where_it_is_and_says_so() {
        register(Role.LIVE);
        cluster.registry.closeSpace(space);
        archive();
        var aside = ((SetAside) setAside(database, Sort.CLOSED_SPACE)).name();
        var other = database + "_other";
        cluster.registry.run(
                "INSERT INTO space_database (name, space, version, role) VALUES ('%s', '%s', '1.3.1', 'live')"
                        .formatted(other, space));

        assertThatThrownBy(() -> giveBack(aside))
                .hasCauseInstanceOf(Obstacle.class)
                .hasMessageContaining("another live database of that version");
        // Registered, before it was there, for a version that finds its data itself.
        cluster.registry.run(
                "UPDATE space_database SET name = '%s', version = '2.0' WHERE name = '%s'".formatted(database, other));
        assertThatThrownBy(() -> giveBack(aside))
                .hasCauseInstanceOf(Obstacle.class)
                .hasMessageContaining("a space has a database called " + database);

        assertThat(cluster.exists(aside)).isTrue();
        cluster.registry.run("DELETE FROM space_database WHERE name = '" + database + "'");
        assertThat(giveBack(aside)).isEqualTo(new Returned(database));
    }

    @Test
    void once_it_is_due_it_is_dropped_and_cannot_be_given_back() {
        var aside = aside(candidate());
        now = NOW.plus(Duration.ofHours(24));

        assertThat(giveBack(aside)).isInstanceOf(TooLate.class);
        assertThat(dropDue()).contains(aside);

        assertThat(cluster.exists(aside)).isFalse();
        assertThat(cluster.registry.count("SELECT count(*) FROM quarantine WHERE name = '" + aside + "'"))
                .isZero();
    }

    @Test
    void a_moment_before_it_is_due_it_stays() {
        var aside = aside(candidate());
        now = NOW.plus(Duration.ofHours(24)).minusMillis(1);

        assertThat(dropDue()).doesNotContain(aside);

        assertThat(cluster.exists(aside)).isTrue();
    }

    @Test
    void one_that_is_being_dropped_by_another_node_is_skipped() throws SQLException {
        var aside = aside(candidate());
        now = NOW.plus(Duration.ofHours(24));
        try (var other = cluster.as("gateway", cluster.settings.name())) {
            other.setAutoCommit(false);
            Statements.run(other, "SELECT FROM quarantine WHERE name = '" + aside + "' FOR UPDATE");

            assertThat(dropDue()).doesNotContain(aside);
        }

        assertThat(dropDue()).contains(aside);
    }

    @Test
    void what_a_killed_node_had_dropped_is_forgotten_the_next_time() {
        var aside = aside(candidate());
        cluster.execute(cluster.settings.name(), "DROP DATABASE " + aside);
        now = NOW.plus(Duration.ofHours(24));

        assertThat(dropDue()).contains(aside);
    }

    private List<DatabaseName> dropDue() {
        return drops.due(now).stream()
                .flatMap(number -> drops.drop(number, now).stream())
                .toList();
    }

    private DatabaseName candidate() {
        var candidate = database.candidate(1);
        cluster.execute(cluster.settings.name(), "ALTER DATABASE " + database + " RENAME TO " + candidate);
        return candidate;
    }

    private DatabaseName aside(DatabaseName candidate) {
        return ((SetAside) setAside(candidate, Sort.DISPOSABLE)).name();
    }

    private Outcome setAside(DatabaseName name, Sort sort) {
        return cluster.transaction(tx -> quarantine.setAside(tx, name, sort));
    }

    private Return giveBack(DatabaseName name) {
        return cluster.transaction(tx -> quarantine.giveBack(tx, name));
    }

    /// The space has the database, in that role, and is on 1.3.1.
    private void register(Role role) {
        var form = space(space, "1.3.1");
        cluster.registry.put(form);
        cluster.registry.run("UPDATE space_database SET name = '%s', role = '%s' WHERE space = '%s'"
                .formatted(database, role.name().toLowerCase(Locale.ROOT), space));
    }

    private List<SpaceDatabase> roles() {
        return cluster.registry.find(space).databases();
    }

    private void archive() {
        cluster.registry.run("""
                INSERT INTO archive (database, version, file, sha256, rows, made_at)
                VALUES ('%s', '1.3.1', 'file', 'sum', 100, now())
                """.formatted(database));
    }
}
