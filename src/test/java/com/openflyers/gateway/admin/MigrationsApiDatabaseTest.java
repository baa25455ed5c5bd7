package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MigrationsApiDatabaseTest {

    private static OperationsUnderTest node;

    @BeforeAll
    static void start() {
        node = new OperationsUnderTest(Postgres.database());
        node.has("/api/v1/versions/1.3.1", version(node.healthyUrl()));
        node.has(
                "/api/v1/versions/2.0",
                version(node.healthyUrl())
                        .put(
                                "migrationPrice",
                                new JsonObject().put("cents", 5000).put("from", "2026-01-01")));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_request_is_recorded_with_the_day_on_which_it_is_due() {
        node.has("/api/v1/spaces/ajax", space("Ajax", "1.3.1"));

        var reply = request(wish("ajax").put("reference", "Re: migration"));

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        var migration = node.as(Role.VIEWER).get(reply.field("Location")).json();
        assertThat(migration.getString("state")).isEqualTo("REQUESTED");
        assertThat(migration.getString("requestedBy")).isEqualTo("operator-anne");
        assertThat(migration.getString("late")).isEqualTo("in-time");
        assertThat(migration.getBoolean("free")).isTrue();
        assertThat(Instant.parse(migration.getString("dueAt")))
                .isAfter(Instant.now().plus(Duration.ofDays(6)));
    }

    @Test
    void what_makes_no_sense_is_refused_with_its_reason() {
        node.has("/api/v1/spaces/there", space("There", "2.0"));

        var unknownSpace = request(wish("nobody"));
        var unknownVersion = request(wish("there").put("to", "9.9"));
        var already = request(wish("there"));
        var backwards = request(wish("there")
                .put(
                        "window",
                        new JsonObject().put("from", "2027-01-02T00:00:00Z").put("to", "2027-01-01T00:00:00Z")));

        assertThat(unknownSpace.status()).isEqualTo(404);
        assertThat(unknownVersion.code()).isEqualTo("unknown-version");
        assertThat(already.status()).isEqualTo(422);
        assertThat(already.json().getString("detail")).contains("déjà sur la version 2.0");
        assertThat(backwards.status()).isEqualTo(400);
    }

    @Test
    void a_space_has_one_migration_at_a_time() {
        node.has("/api/v1/spaces/busy", space("Busy", "1.3.1"));
        var first = requested("busy");

        var second = request(wish("busy"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("under-way");
        assertThat(second.json().getLong("migration")).isEqualTo(first);
    }

    @Test
    void the_second_one_of_a_club_has_its_price_and_a_withdrawn_one_gives_the_free_one_back() {
        node.has("/api/v1/spaces/first", space("Two spaces", "1.3.1"));
        node.has("/api/v1/spaces/second", space("Two spaces", "1.3.1"));
        var free = requested("first");

        var unpaid = request(wish("second"));
        var underpaid = request(wish("second").put("acceptedPrice", new JsonObject().put("cents", 4999)));
        var paid = request(wish("second").put("acceptedPrice", new JsonObject().put("cents", 5000)));
        var _ = tell(free, "withdraw", because("another time"));
        var again = request(wish("first"));

        assertThat(unpaid.status()).isEqualTo(409);
        assertThat(unpaid.code()).isEqualTo("price-not-accepted");
        assertThat(unpaid.json().getLong("cents")).isEqualTo(5000);
        assertThat(underpaid.status()).isEqualTo(409);
        assertThat(paid.json().getBoolean("free")).isFalse();
        assertThat(again.json().getBoolean("free")).isTrue();
    }

    @Test
    void a_dry_run_records_nothing() {
        node.has("/api/v1/spaces/dry", space("Dry", "1.3.1"));

        var reply = node.as(Role.OPERATOR).post("/api/v1/migrations?dryRun=true", wish("dry"));

        assertThat(reply.json().getBoolean("allowed")).isTrue();
        assertThat(reply.json().getString("next")).isEqualTo("REQUESTED");
        assertThat(listed("space=dry").getJsonArray("items")).isEmpty();
    }

    @Test
    void the_queue_begins_with_what_is_due_first_and_says_who_waits_too_long() {
        node.has("/api/v1/spaces/patient", space("Patient", "1.3.1"));
        node.has("/api/v1/spaces/waiting", space("Waiting", "1.3.1"));
        node.has("/api/v1/spaces/done", space("Done", "1.3.1"));
        var _ = requested("patient");
        var waiting = requested("waiting");
        var done = requested("done");
        ago(waiting, "6 days");
        node.sql("UPDATE migration SET state = 'OBSERVING', requested_at = clock_timestamp() - interval '2 hours',"
                + " switched_at = clock_timestamp() WHERE id = " + done);

        var queue = listed("state=REQUESTED");

        var first = queue.getJsonArray("items").getJsonObject(0);
        assertThat(first.getString("space")).isEqualTo("waiting");
        assertThat(first.getString("late")).isEqualTo("over-5d");
        assertThat(first.containsKey("facts")).isFalse();
        assertThat(queue.getLong("averageSeconds")).isBetween(7000L, 7400L);
        assertThat(listed("space=patient").getJsonArray("items")).hasSize(1);
    }

    @Test
    void a_word_moves_it_and_one_out_of_place_is_refused_with_a_sentence() {
        node.has("/api/v1/spaces/told", space("Told", "1.3.1"));
        var id = requested("told");

        var accepted = tell(id, "accept", new JsonObject());
        var approved = tell(id, "approve", new JsonObject());
        var refused = tell(id, "refuse", because("the club has not paid"));

        assertThat(accepted.status()).isEqualTo(409);
        assertThat(accepted.code()).isEqualTo("not-now");
        assertThat(accepted.json().getString("detail")).contains("REQUESTED");
        assertThat(approved.json().getString("state")).isEqualTo("SCHEDULED");
        assertThat(refused.json().getString("state")).isEqualTo("REFUSED");
        assertThat(refused.json().getString("because")).isEqualTo("the club has not paid");
        assertThat(refused.json().getJsonArray("verbs")).isEmpty();
        assertThat(tell(4711, "refuse", new JsonObject()).status()).isEqualTo(404);
    }

    @Test
    void a_word_about_what_has_moved_on_since_is_refused() {
        node.has("/api/v1/spaces/read", space("Read", "1.3.1"));
        var id = requested("read");
        var read = node.as(Role.OPERATOR).get("/api/v1/migrations/" + id).field("ETag");
        var _ = tell(id, "approve", new JsonObject());

        var stale =
                node.as(Role.OPERATOR).post("/api/v1/migrations/" + id + "/refuse", new JsonObject(), "If-Match", read);

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("stale-revision");
        var now = node.as(Role.OPERATOR).get("/api/v1/migrations/" + id);
        assertThat(now.json().getString("state")).isEqualTo("SCHEDULED");
        assertThat(stale.json().getLong("revision")).isEqualTo(now.json().getLong("revision"));
    }

    @Test
    void a_window_that_is_over_is_neither_asked_for_nor_set() {
        node.has("/api/v1/spaces/past", space("Past", "1.3.1"));
        var past = new JsonObject().put("from", "2020-01-01T00:00:00Z").put("to", "2020-01-02T00:00:00Z");

        var asked = request(wish("past").put("window", past));
        var id = requested("past");
        var _ = tell(id, "approve", new JsonObject());
        var set = tell(id, "schedule", new JsonObject().put("window", past));

        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.json().getString("detail")).contains("la plage est passée");
        assertThat(set.status()).isEqualTo(409);
        assertThat(set.json().getString("detail")).contains("terminée le jeudi 2 janvier 2020 à 1");
    }

    @Test
    void counts_of_a_copy_by_hand_are_named_and_none_is_below_zero() {
        node.has("/api/v1/spaces/counted", space("Counted", "1.3.1"));
        var id = requested("counted");
        node.sql("UPDATE migration SET state = 'AWAITING_COPY', purpose = 'cutover' WHERE id = " + id);

        var none = tell(id, "confirm-copied", new JsonObject());
        var empty = tell(id, "confirm-copied", new JsonObject().put("counts", new JsonObject()));
        var negative = tell(id, "confirm-copied", counts(-1));
        var unnamed =
                tell(id, "confirm-copied", new JsonObject().put("counts", new JsonObject().put("book\u0000ings", 1)));
        var sound = node.as(Role.OPERATOR).post("/api/v1/migrations/" + id + "/confirm-copied?dryRun=true", counts(0));

        assertThat(none.status()).as(none.text()).isEqualTo(409);
        assertThat(none.json().getString("detail")).contains("au moins un nombre");
        assertThat(empty.status()).as(empty.text()).isEqualTo(400);
        assertThat(negative.status()).as(negative.text()).isEqualTo(400);
        assertThat(unnamed.status()).as(unnamed.text()).isEqualTo(400);
        assertThat(sound.json().getBoolean("allowed")).as(sound.text()).isTrue();
    }

    @Test
    void a_migration_by_hand_has_a_checklist_that_follows_it() {
        node.has("/api/v1/spaces/listed", space("Listed", "1.3.1"));
        var id = requested("listed");
        var asked = checklist(id);

        var _ = tell(id, "approve", new JsonObject());
        var approved = checklist(id);
        node.sql("UPDATE migration SET state = 'OBSERVING', purpose = 'cutover' WHERE id = " + id);
        var switched = checklist(id);
        node.sql("UPDATE migration SET state = 'AWAITING_COPY', purpose = 'reverse' WHERE id = " + id);
        var back = checklist(id);

        assertThat(asked).first().asString().contains("Approve the request", "\"done\":false", "\"verb\":\"approve\"");
        assertThat(approved).first().asString().contains("\"done\":true");
        assertThat(approved).filteredOn(item -> !item.getBoolean("done")).hasSize(6);
        assertThat(switched)
                .filteredOn(item -> !item.getBoolean("done"))
                .singleElement()
                .asString()
                .contains("Log in");
        assertThat(back).hasSize(4).element(1).asString().contains("Copy back into the database of version 1.3.1");
        node.sql("UPDATE migration SET state = 'WITHDRAWN' WHERE id = " + id);
        assertThat(checklist(id)).isEmpty();
    }

    @Test
    void a_dry_run_of_a_word_says_what_would_follow_or_why_it_may_not() {
        node.has("/api/v1/spaces/asked", space("Asked", "1.3.1"));
        var id = requested("asked");

        var withdrawn = node.as(Role.OPERATOR).post("/api/v1/migrations/" + id + "/withdraw?dryRun=true");
        var started = node.as(Role.OPERATOR).post("/api/v1/migrations/" + id + "/start?dryRun=true");

        assertThat(withdrawn.json().getBoolean("allowed")).isTrue();
        assertThat(withdrawn.json().getString("next")).isEqualTo("WITHDRAWN");
        assertThat(started.status()).isEqualTo(200);
        assertThat(started.json().getBoolean("allowed")).isFalse();
        assertThat(started.json().getString("because")).contains("ne peut recevoir START");
        assertThat(listed("space=asked").getJsonArray("items").getJsonObject(0).getString("state"))
                .isEqualTo("REQUESTED");
    }

    @Test
    void what_another_holder_has_is_not_started_and_nothing_has_changed() {
        node.has("/api/v1/spaces/reserved", space("Reserved", "1.3.1"));
        var id = requested("reserved");
        var _ = tell(id, "approve", new JsonObject());
        node.sql("UPDATE space SET reserved_by = 'somebody else' WHERE name = 'reserved'");

        var started = tell(id, "start", new JsonObject());

        assertThat(started.status()).as(started.text()).isEqualTo(409);
        assertThat(started.json().getString("detail")).contains("réservé à somebody else");
        assertThat(listed("space=reserved")
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("state"))
                .isEqualTo("SCHEDULED");
    }

    @Test
    void what_another_holder_has_a_dry_run_says_before_it_is_started() {
        node.has("/api/v1/spaces/kept", space("Kept", "1.3.1"));
        var id = requested("kept");
        var _ = tell(id, "approve", new JsonObject());
        node.sql("UPDATE space SET reserved_by = 'somebody else' WHERE name = 'kept'");

        var started = node.as(Role.OPERATOR).post("/api/v1/migrations/" + id + "/start?dryRun=true");

        assertThat(started.status()).as(started.text()).isEqualTo(200);
        assertThat(started.json().getBoolean("allowed")).isFalse();
        assertThat(started.json().getString("because")).contains("réservé à somebody else");
    }

    /// The statement that meets it has spoilt its transaction.
    @Test
    void an_old_database_that_is_gone_is_said_to_be_when_it_is_to_be_archived_and_before() {
        node.has("/api/v1/spaces/lost", space("Lost", "1.3.1"));
        var id = requested("lost");
        node.sql("INSERT INTO space_database (name, space, version, role)"
                + " VALUES ('lost_131__f1', 'lost', '1.3.1', 'fenced')");
        node.sql("INSERT INTO archive (database, version, file, sha256, rows, made_at)"
                + " VALUES ('lost_131__f1', '1.3.1', 'nowhere', '', 1, now())");
        node.sql(
                "UPDATE migration SET state = 'ACCEPTED', purpose = 'cutover', engine = 'postgresql', facts = facts || '{\"kept\": \"lost_131__f1\","
                        + " \"acceptedAt\": \"2020-01-01T00:00:00Z\", \"archivedAt\": \"2020-01-01T00:00:00Z\"}'"
                        + " WHERE id = " + id);

        var tried = node.as(Role.OPERATOR).post("/api/v1/migrations/" + id + "/archive?dryRun=true");
        var archived = tell(id, "archive", new JsonObject());

        assertThat(tried.status()).as(tried.text()).isEqualTo(200);
        assertThat(tried.json().getBoolean("allowed")).isFalse();
        assertThat(tried.json().getString("because")).contains("there is no database lost_131__f1");
        assertThat(archived.status()).as(archived.text()).isEqualTo(409);
        assertThat(archived.json().getString("detail")).contains("there is no database lost_131__f1");
    }

    @Test
    void a_viewer_reads_and_changes_nothing_and_every_change_is_in_the_audit() {
        node.has("/api/v1/spaces/audited", space("Audited", "1.3.1"));

        var forbidden = node.as(Role.VIEWER).post("/api/v1/migrations", wish("audited"));
        var id = requested("audited");
        var _ = tell(id, "accept", new JsonObject());
        var _ = tell(id, "withdraw", because("audited"));

        assertThat(forbidden.status()).isEqualTo(403);
        var entries = node.as(Role.VIEWER).get("/api/v1/audit?limit=200").json().getJsonArray("items");
        assertThat(entries.stream().map(JsonObject.class::cast))
                .filteredOn(entry -> entry.getString("target").equals("migration/" + id))
                .extracting(entry -> entry.getString("action"))
                .containsExactly("migration.withdraw", "migration.request");
    }

    private static JsonObject wish(String space) {
        return new JsonObject().put("space", space).put("to", "2.0").put("source", "mail");
    }

    private static List<JsonObject> checklist(long id) {
        var migration = node.as(Role.VIEWER).get("/api/v1/migrations/" + id).json();
        return Rows.of(migration, "checklist");
    }

    private static JsonObject counts(int bookings) {
        return new JsonObject().put("counts", new JsonObject().put("bookings", bookings));
    }

    private static ApiClient.Reply request(JsonObject wish) {
        return node.as(Role.OPERATOR).post("/api/v1/migrations", wish);
    }

    private static long requested(String space) {
        var reply = request(wish(space));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().getLong("id");
    }

    private static void ago(long id, String interval) {
        node.sql("UPDATE migration SET requested_at = requested_at - interval '%1$s', due_at = due_at - interval '%1$s'"
                        .formatted(interval)
                + " WHERE id = " + id);
    }

    private static JsonObject because(String reason) {
        return new JsonObject().put("reason", reason);
    }

    private static ApiClient.Reply tell(long id, String verb, JsonObject body) {
        return node.as(Role.OPERATOR).post("/api/v1/migrations/" + id + "/" + verb, body);
    }

    private static JsonObject listed(String query) {
        return node.as(Role.VIEWER).get("/api/v1/migrations?" + query).json();
    }
}
