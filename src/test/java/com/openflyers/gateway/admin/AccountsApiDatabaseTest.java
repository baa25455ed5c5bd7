package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Clubs that come by an operator, and the little that operators may do to their accounts.
class AccountsApiDatabaseTest {

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
    void a_space_that_comes_has_an_account_and_both_addresses_are_invited_once() {
        node.has("/api/v1/spaces/invited", space("Invited", "1.3.1"));
        var read = node.as(Role.OPERATOR).get("/api/v1/spaces/invited").json();
        node.has("/api/v1/spaces/invited", read.put("kind", "test"));

        var account = account("invited");

        assertThat(account.getBoolean("entered")).isFalse();
        assertThat(account.getString("space")).isEqualTo("there");
        assertThat(account.getJsonObject("club").getString("name")).isEqualTo("Invited");
        assertThat(letters("invited")).isEqualTo(2);
        assertThat(links("invited")).isEqualTo(1);
    }

    @Test
    void an_import_that_must_not_write_yet_makes_the_account_and_a_dry_run_or_a_refusal_neither() {
        var operator = node.as(Role.OPERATOR);
        node.has("/api/v1/spaces/silent?invite=false", space("Silent", "1.3.1"));
        var tried = operator.put("/api/v1/spaces/tried?dryRun=true", space("Tried", "1.3.1"));
        var refused = operator.put("/api/v1/spaces/tried", space("Tried", "9.9"));

        assertThat(tried.status()).isEqualTo(201);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(account("silent").getBoolean("entered")).isFalse();
        assertThat(letters("silent")).isZero();
        assertThat(operator.get("/api/v1/accounts/tried").status()).isEqualTo(404);
        assertThat(letters("tried")).isZero();
    }

    @Test
    void an_invitation_can_be_sent_again_and_kills_the_link_of_the_one_before() {
        node.has("/api/v1/spaces/again", space("Again", "1.3.1"));
        var before = registry.count("SELECT hashtext(encode(hash, 'hex')) FROM account_token WHERE account = 'again'");

        var reply = node.as(Role.OPERATOR).post("/api/v1/accounts/again/invitation", new JsonObject());

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().getJsonArray("mailedTo")).containsExactly("helene@example.fr", "club@example.fr");
        assertThat(links("again")).isEqualTo(1);
        assertThat(registry.count("SELECT hashtext(encode(hash, 'hex')) FROM account_token WHERE account = 'again'"))
                .isNotEqualTo(before);
        assertThat(letters("again")).isEqualTo(4);
        assertThat(node.as(Role.OPERATOR)
                        .post("/api/v1/accounts/nobody/invitation", new JsonObject())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void for_dead_addresses_somebody_has_checked_who_asks_and_the_former_ones_are_told() {
        node.has("/api/v1/spaces/dead", space("Dead", "1.3.1"));
        var operator = node.as(Role.OPERATOR);
        var wish = new JsonObject().put("email", "new@example.fr");

        var unchecked = operator.post("/api/v1/accounts/dead/invitation", wish);
        var viewer = node.as(Role.VIEWER).post("/api/v1/accounts/dead/invitation", new JsonObject());
        var reply = operator.post(
                "/api/v1/accounts/dead/invitation",
                wish.copy().put("checkedBy", "Anne").put("reason", "the president showed the register"));

        assertThat(unchecked.status()).isEqualTo(400);
        assertThat(viewer.status()).isEqualTo(403);
        assertThat(reply.json().getJsonArray("mailedTo")).containsExactly("new@example.fr");
        assertThat(account("dead").getJsonObject("contact").getString("email")).isEqualTo("new@example.fr");
        assertThat(count("outbox WHERE cause LIKE 'address changed dead %' AND recipient <> 'new@example.fr'"))
                .isEqualTo(2);
        assertThat(
                        count(
                                "outbox WHERE cause LIKE 'invitation dead %' AND recipient = 'new@example.fr' AND subject <> ''"))
                .isEqualTo(1);
        assertThat(count("audit WHERE action = 'account.invitation' AND target = 'account/dead'"
                        + " AND detail->>'checkedBy' = 'Anne'"))
                .isEqualTo(1);
    }

    @Test
    void accounts_are_found_by_name_club_and_address_a_page_at_a_time() {
        node.has("/api/v1/spaces/page-a?invite=false", space("Pages of the club", "1.3.1"));
        node.has("/api/v1/spaces/page-b?invite=false", space("Pages of the club", "1.3.1"));
        var viewer = node.as(Role.VIEWER);

        var first = viewer.get("/api/v1/accounts?q=pages%20OF&limit=1").json();
        var second = viewer.get("/api/v1/accounts?q=pages%20OF&limit=1&after=" + first.getString("next"))
                .json();

        assertThat(names(first)).containsExactly("page-a");
        assertThat(names(second)).containsExactly("page-b");
        assertThat(names(viewer.get("/api/v1/accounts?q=_%25").json())).isEmpty();
    }

    @Test
    void of_two_clubs_that_are_one_in_life_the_spaces_the_sign_ups_and_one_free_migration_come_together() {
        node.has("/api/v1/spaces/one?invite=false", space("One", "1.3.1"));
        node.has("/api/v1/spaces/two?invite=false", space("Two", "1.3.1"));
        var one = club("one");
        var two = club("two");
        node.sql(
                "INSERT INTO migration (space, club, from_version, to_version, engine, state, purpose, attempt, source,"
                        + " reference, requested_by, due_at) VALUES ('one', " + one
                        + ", '1.3.1', '2.0', 'manual', 'ACCEPTED', 'cutover', 1, 'mail', '', 'anne', now())");
        node.sql("UPDATE club SET free_migration = (SELECT max(id) FROM migration) WHERE id = " + one);
        node.sql("INSERT INTO sign_up (name, club, joins, club_email, contact_name, contact_email, language, version,"
                + " password, member_password, token, expires_at, confirmed_at, trouble) VALUES ('waits', 'One', " + one
                + ", 'a@b.fr', 'A', 'a@b.fr', 'fr', '2.0', '-', '-', 'x', now(), now(), 'no room')");
        var operator = node.as(Role.OPERATOR);
        var wish = new JsonObject().put("into", two).put("reason", "the same club");
        var feed = registry.count("SELECT revision FROM feed");

        var tried = operator.post("/api/v1/clubs/" + one + "/merge?dryRun=true", wish);
        var merged = operator.post("/api/v1/clubs/" + one + "/merge", wish);

        assertThat(tried.status()).as(tried.text()).isEqualTo(200);
        assertThat(merged.json().getJsonArray("spaces")).containsExactly("one");
        assertThat(club("one")).isEqualTo(two);
        assertThat(count("sign_up WHERE joins = " + two)).isEqualTo(1);
        assertThat(count("club WHERE id = " + two + " AND free_migration IS NOT NULL"))
                .isEqualTo(1);
        assertThat(registry.count("SELECT revision FROM feed")).isGreaterThan(feed);
        assertThat(count("audit WHERE action = 'club.merge' AND target = 'club/" + one + "'"))
                .isEqualTo(1);
        node.has("/api/v1/spaces/three?invite=false", space("One", "1.3.1"));
        assertThat(club("three")).isEqualTo(two);
        assertThat(operator.post("/api/v1/clubs/" + one + "/merge", wish).code())
                .isEqualTo("merged-club");
        assertThat(operator.post("/api/v1/clubs/4711/merge", wish).status()).isEqualTo(404);
        assertThat(operator.post("/api/v1/clubs/" + two + "/merge", wish).status())
                .isEqualTo(422);
        assertThat(operator.post("/api/v1/clubs/" + two + "/merge", wish).code())
                .isEqualTo("same-club");
        assertThat(node.as(Role.VIEWER)
                        .get("/api/v1/sign-ups")
                        .json()
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("trouble"))
                .isEqualTo("no room");
    }

    @Test
    void a_club_is_not_merged_while_a_migration_has_one_of_its_spaces() {
        node.has("/api/v1/spaces/held?invite=false", space("Held", "1.3.1"));
        node.has("/api/v1/spaces/free?invite=false", space("Free", "1.3.1"));
        node.sql("UPDATE space SET reserved_by = 'migration 99' WHERE name = 'held'");

        var reply = node.as(Role.OPERATOR)
                .post(
                        "/api/v1/clubs/" + club("held") + "/merge",
                        new JsonObject().put("into", club("free")).put("reason", "the same"));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().getString("reservedBy")).isEqualTo("migration 99");
    }

    @Test
    void settings_of_a_version_whose_databases_are_not_ours_cannot_be_compared() {
        node.has("/api/v1/spaces/left?invite=false", space("Left", "1.3.1"));
        var viewer = node.as(Role.VIEWER);

        assertThat(viewer.get("/api/v1/spaces/left/settings?beside=left").code())
                .isEqualTo("unreadable-settings");
        assertThat(viewer.get("/api/v1/spaces/left/settings?beside=nobody").status())
                .isEqualTo(404);
        assertThat(viewer.get("/api/v1/spaces/left/settings").status()).isEqualTo(400);
    }

    private static JsonObject account(String name) {
        return node.as(Role.VIEWER).get("/api/v1/accounts/" + name).json();
    }

    private static long club(String account) {
        return account(account).getJsonObject("club").getLong("id");
    }

    private static long letters(String account) {
        return count("outbox WHERE cause LIKE 'invitation " + account + " %'");
    }

    private static long links(String account) {
        return count("account_token WHERE account = '" + account + "' AND purpose = 'invitation'");
    }

    private static long count(String of) {
        return registry.count("SELECT count(*) FROM " + of);
    }

    private static Iterable<String> names(JsonObject page) {
        return page.getJsonArray("items", new JsonArray()).stream()
                .map(item -> ((JsonObject) item).getString("account"))
                .toList();
    }
}
