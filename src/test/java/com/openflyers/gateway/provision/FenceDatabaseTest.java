package com.openflyers.gateway.provision;

import static com.openflyers.gateway.demo.DemoDatabases.GATEWAY_ROLE;
import static com.openflyers.gateway.demo.DemoDatabases.ROLE_131;
import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FenceDatabaseTest {

    private static final Mandate GIVEN = new Mandate("#{attempt} = 1", Map.of("attempt", 1));

    private final ClusterUnderTest cluster = ClusterUnderTest.shared();
    private final Fence fence = new Fence();
    private final DatabaseName database = cluster.bookings("fence");
    private final DatabaseName fenced = database.fenced(1);

    @Test
    void a_database_that_refuses_connections_refuses_superusers_too_and_its_sessions_write_on() throws SQLException {
        try (var writer = cluster.as(ROLE_131, database.text())) {
            refuse();

            Statements.run(writer, "INSERT INTO booking (who) VALUES ('late')");
            assertThatThrownBy(() -> cluster.superuser(database.text()))
                    .hasMessageContaining("not currently accepting");
        }

        // The server takes a moment to end a session whose client has left.
        until("nobody is connected", () -> sessions().isEmpty());
    }

    @Test
    void a_writer_in_an_open_transaction_is_seen_ended_and_leaves_nothing() throws SQLException {
        try (var writer = cluster.as(ROLE_131, database.text())) {
            writer.setAutoCommit(false);
            Statements.run(writer, "INSERT INTO booking (who) VALUES ('lost')");
            refuse();

            var ended = result(fence.end(cluster.database().pool(), database, GIVEN));

            assertThat(ended).singleElement().satisfies(session -> {
                assertThat(session.wrote()).isTrue();
                assertThat(session.user()).isEqualTo(ROLE_131);
                assertThat(session.state()).contains("idle in transaction");
                assertThat(session.transactionAge()).isPresent();
                assertThat(session.superuser()).isFalse();
            });
            assertThatThrownBy(writer::commit).isInstanceOf(SQLException.class);
        }
        seal();
        reopen();

        assertThat(cluster.read(database.text(), "SELECT count(*) FROM booking"))
                .isEqualTo("100");
    }

    @Test
    void a_reader_is_not_taken_for_a_writer() throws SQLException {
        try (var reader = cluster.as(ROLE_131, database.text())) {
            reader.setAutoCommit(false);
            Statements.run(reader, "SELECT count(*) FROM booking");

            assertThat(sessions())
                    .singleElement()
                    .satisfies(session -> assertThat(session.wrote()).isFalse());
        }
    }

    @Test
    void nobody_is_ended_once_the_mandate_is_gone() throws SQLException {
        try (var writer = cluster.as(ROLE_131, database.text())) {
            var ended = result(fence.end(
                    cluster.database().pool(), database, new Mandate("#{attempt} = 1", Map.of("attempt", 2))));

            assertThat(ended).isEmpty();
            Statements.run(writer, "INSERT INTO booking (who) VALUES ('alive')");
        }
    }

    @Test
    void a_session_that_was_left_over_keeps_the_database_from_being_sealed() throws SQLException {
        try (var writer = cluster.as(ROLE_131, database.text())) {
            refuse();

            var failure = catchThrowable(this::seal).getCause();

            assertThat(failure).isInstanceOf(Obstacle.class).hasMessageContaining(database.text());
            Statements.run(writer, "INSERT INTO booking (who) VALUES ('alive')");
        }
        assertThat(cluster.exists(fenced)).isFalse();
    }

    @Test
    void a_superusers_session_is_shown_and_not_ended() throws SQLException {
        try (var superuser = cluster.superuser(database.text());
                var writer = cluster.as(ROLE_131, database.text())) {
            refuse();

            var ended = result(fence.end(cluster.database().pool(), database, GIVEN));

            assertThat(ended).extracting(Session::user).containsExactly(ROLE_131);
            assertThat(sessions()).anyMatch(Session::superuser);
            assertThat(catchThrowable(this::seal).getCause()).isInstanceOf(Obstacle.class);
            Statements.run(superuser, "SELECT 1");
            assertThatThrownBy(() -> Statements.run(writer, "SELECT 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void the_owner_gets_in_neither_by_the_old_name_nor_by_the_new_one() {
        refuse();
        seal();

        assertThatThrownBy(() -> cluster.as(GATEWAY_ROLE, database.text())).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> cluster.as(GATEWAY_ROLE, fenced.text()))
                .hasMessageContaining("not currently accepting");
    }

    @Test
    void a_fence_and_its_record_are_undone_together() {
        var failure = catchThrowable(() -> cluster.transaction(tx -> fence.refuseConnections(tx, database)
                .compose(_ -> fence.seal(tx, database, fenced))
                .compose(_ -> Future.<Void>failedFuture("another node has moved on"))));

        assertThat(failure).hasMessageContaining("another node");
        assertThat(cluster.read(database.text(), "SELECT count(*) FROM booking"))
                .isEqualTo("100");
    }

    @Test
    void reopening_takes_back_whichever_step_was_done_and_may_be_repeated() {
        reopen();
        refuse();
        reopen();
        refuse();
        seal();
        reopen();
        reopen();

        assertThat(cluster.read(database.text(), "SELECT count(*) FROM booking"))
                .isEqualTo("100");
        assertThat(cluster.exists(fenced)).isFalse();
    }

    @Test
    void whoever_acts_for_another_attempt_finds_nothing_to_reopen() {
        refuse();
        seal();

        var failure = catchThrowable(() -> cluster.transaction(tx -> fence.reopen(tx, database, database.fenced(2))));

        assertThat(failure.getCause())
                .isInstanceOfSatisfying(
                        Obstacle.class, obstacle -> assertThat(obstacle.kind()).isEqualTo(Obstacle.Kind.GONE));
        assertThat(cluster.exists(fenced)).isTrue();
    }

    @Test
    void the_transactions_next_statements_have_their_usual_time() {
        var timeouts = cluster.transaction(tx -> fence.refuseConnections(tx, database)
                .compose(_ -> tx.query("SHOW statement_timeout").execute())
                .map(rows -> rows.iterator().next().getString(0)));

        assertThat(timeouts).isEqualTo("30s");
    }

    private void refuse() {
        cluster.transaction(tx -> fence.refuseConnections(tx, database));
    }

    private void seal() {
        cluster.transaction(tx -> fence.seal(tx, database, fenced));
    }

    private void reopen() {
        cluster.transaction(tx -> fence.reopen(tx, database, fenced));
    }

    /// But for the server's own, such as an autovacuum that happens to look by.
    private List<Session> sessions() {
        return result(fence.sessions(cluster.database().pool(), database)).stream()
                .filter(session -> !session.background())
                .toList();
    }
}
