package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Words to migrations that are out of place in a way that no state tells.
class MigrationWordsApiDatabaseTest {

    private static DatabaseSettings settings;
    private static OperationsUnderTest node;

    @BeforeAll
    static void start() {
        settings = Postgres.database();
        node = new OperationsUnderTest(settings);
        node.has("/api/v1/versions/1.3.1", version(node.healthyUrl()));
        node.has("/api/v1/versions/2.0", version(node.healthyUrl()));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /// Who sends it expects something of it, such as that only what was shown is given up.
    @Test
    void what_means_nothing_to_a_word_is_refused_with_it() {
        node.has("/api/v1/spaces/strict", space("Strict", "1.3.1"));
        var id = requested("strict");
        var window = new JsonObject().put("from", "2090-01-01T00:00:00Z").put("to", "2090-01-02T00:00:00Z");

        var loss = tell(id, "approve", new JsonObject().put("acceptLoss", true));
        var counts = tell(id, "approve", new JsonObject().put("counts", new JsonObject().put("bookings", 1)));
        var late = tell(id, "refuse", new JsonObject().put("window", window));

        assertThat(loss.status()).as(loss.text()).isEqualTo(400);
        assertThat(loss.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/acceptLoss");
        assertThat(counts.status()).as(counts.text()).isEqualTo(400);
        assertThat(late.status()).as(late.text()).isEqualTo(400);
        assertThat(tell(id, "approve", new JsonObject().put("window", window)).status())
                .isEqualTo(200);
    }

    @Test
    void a_window_that_is_over_by_now_is_not_scheduled_once_more() {
        node.has("/api/v1/spaces/missed", space("Missed", "1.3.1"));
        var id = requested("missed");
        var _ = tell(id, "approve", new JsonObject());
        node.sql("UPDATE migration SET window_from = '2026-01-01T00:00:00Z', window_to = '2026-01-02T00:00:00Z'"
                + " WHERE id = " + id);

        var again = tell(id, "schedule", new JsonObject());

        assertThat(again.status()).as(again.text()).isEqualTo(409);
        assertThat(again.json().getString("detail"))
                .isEqualTo("la plage est passée\u00A0: elle s’est terminée le vendredi 2 janvier 2026 à"
                        + " 1\u00A0h\u00A000 (heure de Paris)");
    }

    /// Of two that begin at once, the database lets one.
    @Test
    void a_way_back_that_meets_a_new_request_gives_way_to_it() throws Exception {
        node.has("/api/v1/spaces/meeting", space("Meeting", "1.3.1"));
        var id = requested("meeting");
        node.sql("UPDATE migration SET state = 'ACCEPTED', purpose = 'cutover', switched_at = now(),"
                + " facts = facts || '{\"acceptedAt\": \"2026-01-01T00:00:00Z\"}' WHERE id = " + id);
        node.sql("UPDATE space SET version = '2.0' WHERE name = 'meeting'");
        try (var request = connect();
                var onlooker = connect()) {
            request.setAutoCommit(false);
            execute(request, """
                    INSERT INTO migration (space, club, from_version, to_version, engine, state, purpose, attempt, source,
                                           reference, requested_by, due_at)
                    SELECT space, club, to_version, from_version, engine, 'REQUESTED', 'rehearsal', 0, source, reference,
                           requested_by, due_at
                      FROM migration
                     WHERE id = %d
                    """.formatted(id));

            var back = CompletableFuture.supplyAsync(() -> tell(id, "reverse", new JsonObject()));
            until("it waits for the request", () -> somebodyWaits(onlooker));
            request.commit();

            assertThat(back.get().status()).as(back.get().text()).isEqualTo(409);
            assertThat(back.get().json().getString("detail")).isEqualTo("une autre migration de l’espace est en cours");
        }
        var still = node.as(Role.VIEWER).get("/api/v1/migrations/" + id).json();
        assertThat(still.getString("state")).isEqualTo("ACCEPTED");
    }

    @Test
    void a_request_for_a_version_that_is_being_removed_is_told_that_there_is_none() throws Exception {
        node.has("/api/v1/versions/2.1", version(node.healthyUrl()));
        node.has("/api/v1/spaces/late", space("Late", "1.3.1"));
        try (var removal = connect();
                var onlooker = connect()) {
            removal.setAutoCommit(false);
            execute(removal, "DELETE FROM version WHERE name = '2.1'");

            var request = CompletableFuture.supplyAsync(() -> wish("late", "2.1"));
            until("it waits for the removal", () -> somebodyWaits(onlooker));
            removal.commit();

            assertThat(request.get().status()).as(request.get().text()).isEqualTo(422);
            assertThat(request.get().code()).isEqualTo("unknown-version");
        }
    }

    private static Connection connect() throws SQLException {
        var url = "jdbc:postgresql://%s:%d/%s".formatted(settings.host(), settings.port(), settings.name());
        return DriverManager.getConnection(
                url, settings.user(), settings.password().reveal());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean somebodyWaits(Connection onlooker) {
        try (var statement = onlooker.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
            rows.next();
            return rows.getInt(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long requested(String space) {
        var reply = wish(space, "2.0");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().getLong("id");
    }

    private static ApiClient.Reply wish(String space, String to) {
        var wish = new JsonObject().put("space", space).put("to", to).put("source", "mail");
        return node.as(Role.OPERATOR).post("/api/v1/migrations", wish);
    }

    private static ApiClient.Reply tell(long id, String verb, JsonObject body) {
        return node.as(Role.OPERATOR).post("/api/v1/migrations/" + id + "/" + verb, body);
    }
}
