package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.migration.Migrations.Requested;
import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.testing.Journey;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a club or an operator may ask for, and what is told to those who may not. Nothing is driven but where a test
/// says so.
@Journey
class RequestsJourneyTest {

    private static MigrationWorld world;

    @BeforeAll
    static void start() {
        world = MigrationWorld.of(1, Map.of("GATEWAY_MIGRATION_AT_ONCE", "0"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void of_two_requests_at_once_one_is_recorded() {
        world.club("cedre");

        var answers =
                Stream.of(ask("cedre"), ask("cedre")).map(each -> result(each)).toList();

        assertThat(answers).filteredOn(Requested.Recorded.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Requested.UnderWay.class::isInstance).hasSize(1);
    }

    @Test
    void a_club_that_withdraws_or_is_refused_keeps_its_free_migration() {
        world.club("tilleul");
        for (var word : List.of(Event.WITHDRAW, Event.REFUSE)) {
            var migration = world.request("tilleul", false);
            assertThat(world.find(migration).free()).as("before %s", word).isTrue();

            assertThat(world.say(migration, word)).isInstanceOf(Said.Heard.class);
            assertThat(world.say(migration, word)).isInstanceOf(Said.NotNow.class);
        }

        assertThat(world.find(world.request("tilleul", false)).free()).isTrue();
    }

    @Test
    void a_clubs_second_migration_is_recorded_at_the_price_that_it_accepts() {
        world.club("Club ebene", "ebene", "production");
        world.club("Club ebene", "acajou", "production");
        assertThat(world.find(world.request("ebene", false)).free()).isTrue();

        var unpriced = result(ask("acajou"));
        var underpriced = result(ask("acajou", 4_999L));
        var priced = result(ask("acajou", 5_000L));

        assertThat(unpriced).isEqualTo(new Requested.PriceNotAccepted(5_000L));
        assertThat(underpriced).isEqualTo(new Requested.PriceNotAccepted(5_000L));
        assertThat(priced).isInstanceOfSatisfying(Requested.Recorded.class, recorded -> {
            assertThat(recorded.migration().free()).isFalse();
            assertThat(recorded.migration().acceptedCents()).isEqualTo(5_000L);
        });
    }

    @Test
    void a_session_of_a_superuser_is_named_before_anything_is_closed() throws SQLException {
        world.club("hetre");
        try (var _ = world.clubs().connectAsSuperuser("hetre_131")) {
            var migration = world.request("hetre", false);
            world.drive(StepObserver.NONE);

            world.await(migration, State.NEEDS_HUMAN);
            world.driveNoMore();

            assertThat(world.find(migration).facts().getString(Facts.BECAUSE)).contains("is a superuser's");
            assertThat(world.space("hetre").closure()).isNull();
            assertThat(world.space("hetre").reservedBy()).isNull();
        }
    }

    private static Future<Requested> ask(String space) {
        return ask(space, null);
    }

    private static Future<Requested> ask(String space, @Nullable Long cents) {
        var request = new Request(space, "2.0", Request.Source.MAIL, "a mail", null, cents, false, false, "anne");
        return world.registry.transaction(tx -> world.migrations().request(tx, request));
    }
}
