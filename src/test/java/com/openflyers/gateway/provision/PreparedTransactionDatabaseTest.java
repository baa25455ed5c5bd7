package com.openflyers.gateway.provision;

import static com.openflyers.gateway.demo.DemoDatabases.ROLE_131;
import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.PostgresServer;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A transaction that waits, without a session, for somebody to commit it.
class PreparedTransactionDatabaseTest {

    private final PostgresServer server = Postgres.server();
    private final ClusterUnderTest cluster = ClusterUnderTest.on(server.settings("postgres"));
    private final Fence fence = new Fence();
    private final DatabaseName database = cluster.bookings("prepared");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_prepared_transaction_survives_its_session_and_keeps_the_database_from_being_fenced_or_copied()
            throws SQLException {
        try (var writer = cluster.as(ROLE_131, database.text())) {
            Statements.run(writer, "BEGIN; INSERT INTO booking (who) VALUES ('twice'); PREPARE TRANSACTION 'one'");
        }

        assertThat(result(fence.sessions(cluster.database().pool(), database))).isEmpty();
        assertThat(result(fence.preparedTransactions(cluster.database().pool(), database)))
                .isEqualTo(1);
        var failure = catchThrowable(() -> cluster.transaction(tx -> fence.seal(tx, database, database.fenced(1))));
        assertThat(failure.getCause()).isInstanceOf(Obstacle.class);
        var quarantine = new Quarantine(InstantSource.system(), List.of());
        var copies = new CopyWorkflow(cluster.settings, cluster.database(), quarantine);
        assertThat(catchThrowable(
                        () -> copies.copy(database, database.candidate(1), "attempt 1", ClusterUnderTest.LONG)))
                .isInstanceOf(Obstacle.class)
                .hasMessageContaining("prepared transaction");
    }
}
