package com.openflyers.gateway.provision;

import static com.openflyers.gateway.demo.DemoDatabases.ROLE_131;
import static com.openflyers.gateway.provision.ClusterUnderTest.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openflyers.gateway.provision.CopyWorkflow.Copied;
import com.openflyers.gateway.provision.Obstacle.Kind;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopyDatabaseTest {

    private final ClusterUnderTest cluster = ClusterUnderTest.shared();
    private final Quarantine quarantine = new Quarantine(InstantSource.system(), List.of());
    private final CopyWorkflow copies = new CopyWorkflow(cluster.settings, cluster.database(), quarantine);
    private final DatabaseName source = cluster.bookings("copy");
    private final DatabaseName target = source.candidate(1);

    @Test
    void a_copy_holds_every_row_and_lets_no_version_in() {
        assertThat(copy("attempt 1")).isEqualTo(Copied.MADE);

        assertThat(cluster.read(target.text(), "SELECT count(*) FROM booking")).isEqualTo("100");
        assertThatThrownBy(() -> cluster.as(ROLE_131, target.text())).hasMessageContaining("permission denied");
    }

    @Test
    void a_sealed_database_can_be_copied_and_its_copy_takes_connections() {
        var fenced = source.fenced(1);
        cluster.transaction(tx -> new Fence().seal(tx, source, fenced));

        assertThat(copies.copy(fenced, target, "attempt 1", LONG)).isEqualTo(Copied.MADE);

        assertThat(cluster.read(target.text(), "SELECT count(*) FROM booking")).isEqualTo("100");
    }

    @Test
    void who_comes_again_for_the_same_attempt_finds_the_copy() {
        assertThat(copy("attempt 1")).isEqualTo(Copied.MADE);
        cluster.execute(target.text(), "DELETE FROM booking WHERE id = 1");

        assertThat(copy("attempt 1")).isEqualTo(Copied.FOUND);

        assertThat(cluster.read(target.text(), "SELECT count(*) FROM booking")).isEqualTo("99");
    }

    @Test
    void a_copy_of_an_earlier_attempt_is_set_aside_and_never_taken_for_ours() {
        assertThat(copy("attempt 1")).isEqualTo(Copied.MADE);
        cluster.execute(source.text(), "INSERT INTO booking (who) VALUES ('since then')");

        assertThat(copy("attempt 2")).isEqualTo(Copied.MADE);

        assertThat(cluster.read(target.text(), "SELECT count(*) FROM booking")).isEqualTo("101");
        assertThat(cluster.registry.count("SELECT count(*) FROM quarantine WHERE former_name = '" + target + "'"))
                .isEqualTo(1);
    }

    @Test
    void a_copy_that_gets_its_mark_while_another_is_about_to_replace_it_stays() {
        cluster.execute(cluster.settings.name(), "CREATE DATABASE " + target + " TEMPLATE " + source);
        Guard marksIt = (_, database) -> {
            cluster.execute(cluster.settings.name(), "COMMENT ON DATABASE " + database + " IS 'attempt 1'");
            return Future.succeededFuture(Optional.empty());
        };
        var late = new CopyWorkflow(
                cluster.settings, cluster.database(), new Quarantine(InstantSource.system(), List.of(marksIt)));

        assertThat(late.copy(source, target, "attempt 1", LONG)).isEqualTo(Copied.FOUND);

        assertThat(cluster.read(target.text(), "SELECT count(*) FROM booking")).isEqualTo("100");
        assertThat(cluster.registry.count("SELECT count(*) FROM quarantine WHERE former_name = '" + target + "'"))
                .isZero();
    }

    @Test
    void a_copy_whose_maker_was_killed_before_it_could_mark_it_is_made_again() {
        cluster.execute(cluster.settings.name(), "CREATE DATABASE " + target + " TEMPLATE " + source);

        assertThat(copy("attempt 1")).isEqualTo(Copied.MADE);
    }

    @Test
    void a_database_in_use_is_not_copied() throws SQLException {
        try (var writer = cluster.as(ROLE_131, source.text())) {
            var failure = catchThrowable(() -> copy("attempt 1"));

            assertThat(failure)
                    .isInstanceOfSatisfying(
                            Obstacle.class,
                            obstacle -> assertThat(obstacle.kind()).isEqualTo(Kind.IN_USE));
            assertThat(writer.isValid(5)).isTrue();
        }
        assertThat(cluster.exists(target)).isFalse();
    }

    @Test
    void a_source_that_is_gone_is_said_to_be_gone() {
        var failure = catchThrowable(() -> copies.copy(source.fenced(9), target, "attempt 1", LONG));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        Obstacle.class, obstacle -> assertThat(obstacle.kind()).isEqualTo(Kind.GONE));
    }

    @Test
    void a_first_database_is_made_of_its_template_and_lets_its_version_in() throws SQLException {
        var first = ClusterUnderTest.newName("first");

        assertThat(copies.create(source, first, ROLE_131, "space first", LONG)).isEqualTo(Copied.MADE);
        assertThat(copies.create(source, first, ROLE_131, "space first", LONG)).isEqualTo(Copied.FOUND);

        try (var server = cluster.as(ROLE_131, first.text())) {
            Statements.run(server, "INSERT INTO booking (who) VALUES ('first')");
        }
    }

    @Test
    void a_name_that_somebody_else_has_is_left_alone() {
        var others = cluster.bookings("others");

        var failure = catchThrowable(() -> copies.create(source, others, ROLE_131, "space first", LONG));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        Obstacle.class, obstacle -> assertThat(obstacle.kind()).isEqualTo(Kind.NAME_TAKEN));
        assertThat(cluster.exists(others)).isTrue();
    }

    private Copied copy(String mark) {
        return ClusterUnderTest.onVirtualThread(() -> copies.copy(source, target, mark, LONG));
    }
}
