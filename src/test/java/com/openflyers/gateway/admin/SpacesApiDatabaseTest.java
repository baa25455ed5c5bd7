package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.registry.SpaceDatabase;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SpacesApiDatabaseTest {

    private static final Vertx VERTX = Vertx.vertx();

    private static StoredRegistry registry;
    private static OperationsUnderTest node;

    @BeforeAll
    static void start() {
        var database = Postgres.database();
        registry = new StoredRegistry(VERTX, database);
        node = new OperationsUnderTest(database);
        node.has("/api/v1/versions/1.3.1", version(node.healthyUrl()));
        node.has("/api/v1/versions/2.0", version(node.healthyUrl()));
    }

    @AfterAll
    static void stop() {
        node.close();
        result(VERTX.close());
    }

    @Test
    void a_space_that_was_put_is_read_back_and_can_be_put_again_as_it_was_read() {
        var operator = node.as(Role.OPERATOR);

        var created = operator.put("/api/v1/spaces/aeroclub", space("Aéroclub d’Évry", "1.3.1"));
        var read = operator.get("/api/v1/spaces/aeroclub");
        var again = operator.put("/api/v1/spaces/aeroclub", read.json(), "If-Match", read.field("ETag"));

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().getString("host")).isEqualTo("aeroclub.localhost");
        assertThat(read.json().getString("club")).isEqualTo("Aéroclub d’Évry");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getBoolean("changed")).isFalse();
    }

    @Test
    void a_dry_run_meets_every_check_and_leaves_nothing() {
        var operator = node.as(Role.OPERATOR);

        var tried = operator.put("/api/v1/spaces/dry?dryRun=true", space("Dry", "2.0"));
        var refused = operator.put("/api/v1/spaces/dry?dryRun=true", space("Dry", "9.9"));

        assertThat(tried.status()).isEqualTo(201);
        assertThat(tried.json()).isEqualTo(new JsonObject().put("changed", true).put("dryRun", true));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(operator.get("/api/v1/spaces/dry").status()).isEqualTo(404);
    }

    @Test
    void a_space_that_is_opened_again_on_another_version_says_by_whom() {
        node.has("/api/v1/spaces/again", space("Again", "1.3.1"));
        var operator = node.as(Role.OPERATOR);
        assertThat(operator.delete("/api/v1/spaces/again").status()).isEqualTo(200);

        node.has("/api/v1/spaces/again", space("Again", "2.0"));

        var history = operator.get("/api/v1/spaces/again/history").json().getJsonArray("items");
        assertThat(history.getJsonObject(0).getString("to")).isEqualTo("2.0");
        assertThat(history.getJsonObject(0).getString("by")).isEqualTo("operator-anne");
    }

    @Test
    void a_name_that_somebody_only_wished_for_is_the_operator_s_and_one_in_the_making_is_not() {
        wished("wished", "NULL");
        wished("wanted", "now()");

        var given = node.as(Role.OPERATOR).put("/api/v1/spaces/wished", space("Wished", "1.3.1"));
        var refused = node.as(Role.OPERATOR).put("/api/v1/spaces/wanted", space("Wanted", "1.3.1"));

        assertThat(given.status()).as(given.text()).isEqualTo(201);
        assertThat(count("sign_up WHERE name = 'wished'")).isZero();
        assertThat(count("dropped_wish WHERE name = 'wished'")).isEqualTo(1);
        assertThat(count("account WHERE name = 'wished' AND password IS NULL")).isEqualTo(1);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("in-the-making");
        assertThat(count("space WHERE name = 'wanted'")).isZero();
        assertThat(count("sign_up WHERE name = 'wanted'")).isEqualTo(1);
    }

    @Test
    void an_address_that_a_put_replaces_is_told_and_its_links_are_worth_nothing() {
        node.has("/api/v1/spaces/replaced", space("Replaced", "1.3.1"));
        node.sql("UPDATE account SET password = 'chosen' WHERE name = 'replaced'");
        node.sql("INSERT INTO account_token (hash, account, purpose, detail, expires_at)"
                + " VALUES ('reset', 'replaced', 'password', '{}', now() + interval '1 hour')");
        var other = space("Replaced", "1.3.1");
        other.getJsonObject("contact").put("email", "other@example.fr");

        node.has("/api/v1/spaces/replaced", space("Replaced", "1.3.1").put("kind", "test"));
        var before = count("account_token WHERE account = 'replaced'");
        node.has("/api/v1/spaces/replaced", other);

        assertThat(before).isEqualTo(2);
        assertThat(count("account_token WHERE account = 'replaced'")).isZero();
        assertThat(count("outbox WHERE cause LIKE 'address changed replaced %'"))
                .isEqualTo(1);
        assertThat(count("outbox WHERE cause LIKE 'address changed replaced %' AND recipient = 'helene@example.fr'"))
                .isEqualTo(1);
    }

    @Test
    void the_account_of_a_space_that_is_opened_again_lives_again() {
        node.has("/api/v1/spaces/mistake?invite=false", space("Mistake", "1.3.1"));
        node.sql("UPDATE account SET closed_at = now() WHERE name = 'mistake'");
        var operator = node.as(Role.OPERATOR);
        assertThat(operator.delete("/api/v1/spaces/mistake").status()).isEqualTo(200);
        assertThat(operator.post("/api/v1/accounts/mistake/invitation", new JsonObject())
                        .status())
                .isEqualTo(404);

        node.has("/api/v1/spaces/mistake", space("Mistake", "1.3.1"));

        assertThat(count("outbox WHERE cause LIKE 'invitation mistake %'")).isEqualTo(2);
        assertThat(operator.post("/api/v1/accounts/mistake/invitation", new JsonObject())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_the_client_record_would_refuse_is_refused_here_as_well() {
        var long101 = "x".repeat(101);
        var name = space("Rules", "1.3.1");
        name.getJsonObject("contact").put("name", long101);
        var email = space("Rules", "1.3.1");
        email.getJsonObject("contact").put("email", "a@b");
        var club = space("Rules\uFFFD", "1.3.1");
        var foreign = space("Rules", "1.3.1");
        foreign.getJsonObject("contact").put("clubEmail", "club@aéroclub.fr");

        for (var body : List.of(name, email, club, space(long101, "1.3.1"))) {
            assertThat(node.as(Role.OPERATOR).put("/api/v1/spaces/rules", body).status())
                    .isEqualTo(400);
        }
        node.has("/api/v1/spaces/rules", foreign);

        assertThat(registry.find("rules").contact().clubEmail()).isEqualTo("club@xn--aroclub-bya.fr");
    }

    @Test
    void the_postal_address_of_a_club_is_written_read_back_and_left_as_it_is() {
        var operator = node.as(Role.OPERATOR);
        node.has("/api/v1/spaces/post", space("Post", "1.3.1").put("postalAddress", " 1 piste  09\r\n31000 Toulouse "));
        var read = operator.get("/api/v1/spaces/post").json();
        node.has("/api/v1/spaces/post", space("Post", "1.3.1").put("postalAddress", "2 piste 27"));
        node.has("/api/v1/spaces/post", space("Post", "1.3.1"));

        assertThat(read.getString("postalAddress")).isEqualTo("1 piste 09\n31000 Toulouse");
        assertThat(operator.get("/api/v1/spaces/post").json().getString("postalAddress"))
                .isEqualTo("2 piste 27");
        assertThat(count("audit WHERE action = 'club.address' AND detail->>'address' = '2 piste 27'"))
                .isEqualTo(1);
        assertThat(operator.put("/api/v1/spaces/post", space("Post", "1.3.1").put("postalAddress", "x".repeat(501)))
                        .status())
                .isEqualTo(400);
    }

    private static void wished(String name, String confirmedAt) {
        node.sql("INSERT INTO sign_up (name, club, club_email, contact_name, contact_email, language, version,"
                + " password, member_password, token, expires_at, confirmed_at) VALUES ('" + name
                + "', 'A', 'a@b.fr', 'A', 'a@b.fr', 'fr', '2.0', '-', '-', '" + name
                + "', now() + interval '1 day', " + confirmedAt + ")");
    }

    private static long count(String of) {
        return registry.count("SELECT count(*) FROM " + of);
    }

    @Test
    void the_history_of_a_space_that_never_was_is_404() {
        assertThat(node.as(Role.VIEWER).get("/api/v1/spaces/nobody/history").status())
                .isEqualTo(404);
    }

    @Test
    void a_database_that_comes_while_a_change_without_databases_waits_is_not_lost() {
        node.has("/api/v1/spaces/evry", space("Évry", "2.0"));
        var added = Promise.<Void>promise();
        var commit = Promise.<Void>promise();
        var addition = registry.database.transaction(
                tx -> tx.query("""
                WITH held AS (SELECT name FROM space WHERE name = 'evry' FOR UPDATE)
                INSERT INTO space_database (name, space, version, role)
                SELECT 'evry_new', name, '2.0', 'candidate' FROM held
                """).execute().onSuccess(_ -> added.complete()).compose(_ -> commit.future()));
        result(added.future());

        var renamed = CompletableFuture.supplyAsync(
                () -> node.as(Role.OPERATOR).put("/api/v1/spaces/evry", space("Évry-Corbeil", "2.0")));
        until("the change waits", () -> registry.waiting() == 1);
        commit.complete();

        assertThat(renamed.join().status()).isEqualTo(200);
        assertThat(addition.succeeded()).isTrue();
        assertThat(registry.find("evry").databases())
                .containsExactly(new SpaceDatabase("2.0", "evry_new", SpaceDatabase.Role.CANDIDATE));
    }
}
