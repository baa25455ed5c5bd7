package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EvidenceApiDatabaseTest {

    private static OperationsUnderTest node;

    @BeforeAll
    static void start() {
        node = new OperationsUnderTest(Postgres.database());
        node.has("/api/v1/versions/1.3.1", version(node.healthyUrl()));
        node.has("/api/v1/versions/2.0", version(node.healthyUrl()));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void every_line_is_in_one_file_that_says_whether_its_chain_holds() {
        var id = requested("whole");
        tell(id, "approve");
        tell(id, "withdraw");

        var file = evidence(id).json();

        assertThat(file.getBoolean("holds")).isTrue();
        assertThat(file.getJsonArray("lines").stream().map(JsonObject.class::cast))
                .extracting(line -> line.getString("next"))
                .containsExactly("SCHEDULED", "WITHDRAWN");
        assertThat(file.getJsonObject("migration").getString("club")).isEqualTo("Club whole");
    }

    @Test
    void a_line_that_somebody_has_changed_breaks_the_chain() {
        var id = requested("forged");
        tell(id, "approve");
        tell(id, "withdraw");
        node.sql("UPDATE migration_step SET by = 'nobody' WHERE seq = 1 AND migration = " + id);

        assertThat(evidence(id).json().getBoolean("holds")).isFalse();
    }

    @Test
    void the_same_is_a_page_for_whoever_prefers_one_in_the_readers_language() {
        var id = requested("paper");
        tell(id, "withdraw");

        var french = evidence(id, "Accept", "text/html");
        var english = evidence(id, "Accept", "text/html", "Accept-Language", "en");

        assertThat(french.field("Content-Type")).startsWith("text/html");
        assertThat(french.text()).contains("lang=\"fr\"", "Club paper", "retirée par le club", "intacte");
        assertThat(english.text()).contains("lang=\"en\"", "withdrawn by the club");
    }

    @Test
    void the_stream_begins_with_the_past_goes_on_live_and_ends_with_the_migration() {
        var id = requested("live");
        tell(id, "approve");
        var stream = CompletableFuture.supplyAsync(() -> node.as(Role.VIEWER).get(path(id) + "/events"));

        until("the stream is open", () -> !stream.isDone());
        tell(id, "withdraw");

        var reply = stream.join();
        assertThat(reply.field("Content-Type")).startsWith("text/event-stream");
        assertThat(reply.text()).contains("id: 1\nevent: step\n", "id: 2\nevent: step\n", "event: end\n");
    }

    @Test
    void a_reader_who_comes_back_is_told_only_the_rest() {
        var id = requested("rest");
        tell(id, "approve");
        tell(id, "withdraw");

        var reply = node.as(Role.VIEWER).get(path(id) + "/events", "Last-Event-ID", "1");

        assertThat(reply.text()).contains("id: 2\n").doesNotContain("id: 1\n");
    }

    @Test
    void there_is_nothing_to_prove_of_what_never_was() {
        assertThat(evidence(4711).status()).isEqualTo(404);
        assertThat(node.as(Role.VIEWER).get(path(4711) + "/events").status()).isEqualTo(404);
    }

    private static long requested(String name) {
        node.has("/api/v1/spaces/" + name, space("Club " + name, "1.3.1"));
        var wish = new JsonObject().put("space", name).put("to", "2.0").put("source", "telephone");
        return node.as(Role.OPERATOR).post("/api/v1/migrations", wish).json().getLong("id");
    }

    private static void tell(long id, String verb) {
        var reply = node.as(Role.OPERATOR).post(path(id) + "/" + verb);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private static ApiClient.Reply evidence(long id, String... fields) {
        return node.as(Role.VIEWER).get(path(id) + "/evidence", fields);
    }

    private static String path(long id) {
        return "/api/v1/migrations/" + id;
    }
}
