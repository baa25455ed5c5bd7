package com.openflyers.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxApiDatabaseTest {

    private static OperationsUnderTest node;

    @BeforeAll
    static void start() {
        node = new OperationsUnderTest(Postgres.database());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void empty() {
        node.sql("TRUNCATE outbox RESTART IDENTITY");
        node.sql("""
                INSERT INTO outbox (cause, recipient, language, subject, plain, html, state, attempts, last_error, sent_at)
                VALUES ('one', 'a@example.org', 'fr', 'Premier', 'secret', 'secret', 'waiting', 2, 'greylisted', null),
                       ('two', 'b@example.org', 'en', 'Second', null, null, 'sent', 1, null, now()),
                       ('three', 'c@example.org', 'fr', 'Troisième', 'secret', 'secret', 'dead', 9, '550 no', null)
                """);
    }

    @Test
    void every_mail_is_listed_the_latest_first_and_never_what_it_says() {
        var first = node.as(Role.VIEWER).get("/api/v1/outbox?limit=2");
        var rest = node.as(Role.VIEWER)
                .get("/api/v1/outbox?limit=2&after=" + first.json().getString("next"));

        assertThat(subjects(first.json())).containsExactly("Troisième", "Second");
        assertThat(subjects(rest.json())).containsExactly("Premier");
        assertThat(rest.json().containsKey("next")).isFalse();
        assertThat(first.text() + rest.text()).doesNotContain("secret").contains("greylisted", "550 no");
    }

    @Test
    void a_state_that_there_is_not_is_a_fault_of_the_request() {
        assertThat(subjects(
                        node.as(Role.VIEWER).get("/api/v1/outbox?state=sent").json()))
                .containsExactly("Second");
        assertThat(node.as(Role.VIEWER).get("/api/v1/outbox?state=lost").status())
                .isEqualTo(400);
    }

    @Test
    void a_mail_that_was_given_up_gets_another_chance_and_no_other_does() {
        var operator = node.as(Role.OPERATOR);
        assertThat(node.as(Role.VIEWER).post("/api/v1/outbox/3/retry").status()).isEqualTo(403);
        assertThat(operator.post("/api/v1/outbox/3/retry?dryRun=true").status()).isEqualTo(204);
        assertThat(state(3)).isEqualTo("dead");

        assertThat(operator.post("/api/v1/outbox/3/retry").status()).isEqualTo(204);

        assertThat(state(3)).isEqualTo("waiting");
        for (var id : List.of(1, 2, 3, 4)) {
            assertThat(operator.post("/api/v1/outbox/" + id + "/retry").status())
                    .as("mail " + id)
                    .isEqualTo(404);
        }
        assertThat(operator.get("/api/v1/audit").text()).contains("mail.retry", "mail/3");
    }

    private static String state(int id) {
        var items = Rows.of(node.as(Role.VIEWER).get("/api/v1/outbox").json(), "items");
        return items.stream()
                .filter(item -> item.getInteger("id") == id)
                .findFirst()
                .orElseThrow()
                .getString("state");
    }

    private static List<String> subjects(JsonObject page) {
        return Rows.of(page, "items").stream()
                .map(item -> item.getString("subject"))
                .toList();
    }
}
