package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.migration.Deed.Kind;
import com.openflyers.gateway.migration.Deed.Result;
import com.openflyers.gateway.testing.AdminClient.Answer;
import com.openflyers.gateway.testing.Journey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An operator who is new to it moves a club from a database server that the gateway knows nothing of: reads the
/// checklist, does what its first open line says, and nothing else.
@Journey
class ChecklistJourneyTest {

    private static MigrationWorld world;
    private static StandIn old;

    @BeforeAll
    static void start() {
        world = MigrationWorld.of(1);
        old = new StandIn(world.clubs(), "cevennes_12");
        world.manualVersion("1.2", old.url());
    }

    @AfterAll
    static void stop() {
        world.close();
        old.close();
    }

    @Test
    void a_club_is_moved_line_by_line_with_a_second_thought_on_the_way_and_loses_no_booking() throws Exception {
        world.clubElsewhere("cevennes", "1.2");
        var member = new BookingMember(
                "cevennes", "member 0", world.nodes().getFirst().edgePort(), Duration.ZERO, 1);
        var before = booked(member);
        var request = new JsonObject().put("space", "cevennes").put("to", "2.0").put("source", "mail");
        var id = post("/api/v1/migrations", request, 201).getLong("id");

        assertNext(id, "Approve the request.");
        say(id, "approve", new JsonObject());
        // It is not entered at the space: that is said before anybody is interrupted.
        assertNext(id, "Prepare the database of version 2.0");
        assertThat(tell(id, "start", new JsonObject()).status()).isEqualTo(409);
        old.prepare("cevennes_20");
        world.enter("cevennes", "2.0", "cevennes_20");
        assertNext(id, "Agree on a window with the club");
        say(id, "schedule", window());
        assertThat(world.stored().letter("migration " + id + " interruption")).contains("copiées à la main");
        assertNext(id, "Start, or wait for the window");
        say(id, "start", new JsonObject());
        until("the operator is waited for", () -> state(id).equals("AWAITING_COPY"));
        assertThat(member.book().is(Kind.BOOK, Result.INFO)).isTrue();
        assertNext(id, "Copy the data of version 1.2");

        // The club telephones: not today.
        old.copyByHand("cevennes_20");
        say(id, "abort", new JsonObject().put("reason", "a competition today"));
        until("it is as it was", () -> state(id).equals("ROLLED_BACK"));
        var meanwhile = booked(member);

        assertNext(id, "Agree on a window with the club");
        say(id, "schedule", window());
        assertNext(id, "Start, or wait for the window");
        say(id, "start", new JsonObject());
        until("the operator is waited for", () -> state(id).equals("AWAITING_COPY"));
        assertNext(id, "Copy the data of version 1.2");
        old.copyByHand("cevennes_20");
        var counted = old.countOld();
        assertThat(old.countNew("cevennes_20")).isEqualTo(counted);
        var counts = new JsonObject();
        counted.forEach(counts::put);
        say(id, "confirm-copied", new JsonObject().put("counts", counts));
        until("it is served", () -> state(id).equals("OBSERVING"));

        assertNext(id, "Log in and look at the planning");
        until(
                "the member has found the new version",
                () -> member.list().version().equals("2.0"));
        assertThat(member.list().seen()).contains(before, meanwhile);
        say(id, "accept", new JsonObject());
        assertThat(open(id)).isEmpty();
        assertThat(world.stored().letter("migration " + id + " accepted"))
                .contains("ne supprime rien de l’ancienne version 1.2");
        assertThat(get(id).getJsonObject("facts").getJsonObject("counts")).isEqualTo(counts);
    }

    private static String booked(BookingMember member) {
        var booked = new String[1];
        until("a member has booked", () -> {
            var deed = member.book();
            booked[0] = deed.key();
            return deed.is(Kind.BOOK, Result.OK);
        });
        return booked[0];
    }

    private static JsonObject window() {
        var from = Instant.now().plusSeconds(3600);
        return new JsonObject()
                .put(
                        "window",
                        new JsonObject()
                                .put("from", from.toString())
                                .put("to", from.plusSeconds(7200).toString()));
    }

    /// The first line that is not done, by its beginning.
    private static void assertNext(long id, String line) {
        assertThat(open(id).getFirst()).startsWith(line);
    }

    private static List<String> open(long id) {
        return get(id).getJsonArray("checklist", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .filter(item -> !item.getBoolean("done"))
                .map(item -> item.getJsonObject("what").getString("en"))
                .toList();
    }

    private static String state(long id) {
        return get(id).getString("state");
    }

    private static JsonObject get(long id) {
        return world.nodes().getFirst().admin().get("/api/v1/migrations/" + id).body();
    }

    private static void say(long id, String verb, JsonObject body) {
        var _ = post("/api/v1/migrations/" + id + "/" + verb, body, 200);
    }

    private static Answer tell(long id, String verb, JsonObject body) {
        return world.nodes().getFirst().admin().post("/api/v1/migrations/" + id + "/" + verb, body);
    }

    private static JsonObject post(String path, JsonObject body, int status) {
        var answer = world.nodes().getFirst().admin().post(path, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        return answer.body();
    }
}
