package com.openflyers.gateway.registry;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static com.openflyers.gateway.testing.StoredRegistry.flip;
import static com.openflyers.gateway.testing.StoredRegistry.space;
import static com.openflyers.gateway.testing.StoredRegistry.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.db.Ending;
import com.openflyers.gateway.registry.Outcome.Fenced;
import com.openflyers.gateway.registry.Outcome.Flipped;
import com.openflyers.gateway.registry.Outcome.NoDatabase;
import com.openflyers.gateway.registry.Outcome.SpaceClosed;
import com.openflyers.gateway.registry.Outcome.StaleRevision;
import com.openflyers.gateway.registry.Outcome.Unchanged;
import com.openflyers.gateway.registry.Outcome.UnknownSpace;
import com.openflyers.gateway.registry.Outcome.UnknownVersion;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PointersDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();

    private final Vertx vertx = Vertx.vertx();
    private final StoredRegistry registry = StoredRegistry.cleared(vertx, DATABASE);

    @BeforeEach
    void a_space_with_two_databases() {
        registry.put(version("1.3.1", 9001));
        registry.put(version("2.0", 9002));
        registry.put(version("2.1-beta", 9003));
        registry.put(space("aeroclub", "1.3.1", "2.0"));
    }

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @Test
    void a_flip_moves_the_pointer_and_remembers_where_it_was() {
        assertThat(registry.flip("aeroclub", "2.0")).isEqualTo(new Flipped("1.3.1", "2.0", 5));

        var space = registry.find("aeroclub");
        assertThat(space.version()).isEqualTo("2.0");
        assertThat(space.formerVersions()).containsExactly("1.3.1");
        assertThat(space.revision()).isEqualTo(5);
    }

    @Test
    void there_and_back_leaves_each_former_version_once() {
        registry.flip("aeroclub", "2.0");
        registry.flip("aeroclub", "1.3.1");
        registry.flip("aeroclub", "2.0");

        assertThat(registry.find("aeroclub").formerVersions()).containsExactly("1.3.1");
    }

    @Test
    void the_history_tells_every_flip_the_latest_first() {
        registry.flip("aeroclub", "2.0");
        registry.flip("aeroclub", "1.3.1");

        var history = result(registry.pointers.history(registry.database.pool(), "aeroclub", Long.MAX_VALUE, 10));
        var earlier = result(registry.pointers.history(registry.database.pool(), "aeroclub", 6, 10));

        assertThat(history)
                .extracting(FlipRecord::revision, FlipRecord::previous, FlipRecord::version, FlipRecord::by)
                .containsExactly(tuple(6L, "2.0", "1.3.1", "tester"), tuple(5L, "1.3.1", "2.0", "tester"));
        assertThat(earlier).extracting(FlipRecord::revision).containsExactly(5L);
    }

    @Test
    void a_flip_that_cannot_be_served_is_refused_with_its_reason() {
        registry.run("UPDATE space_database SET role = 'fenced' WHERE name = 'aeroclub_2_0'");

        assertThat(registry.flip("aeroclub", "2.0")).isEqualTo(new Fenced("2.0", "aeroclub_2_0"));
        assertThat(registry.flip("aeroclub", "2.1-beta")).isEqualTo(new NoDatabase("2.1-beta"));
        assertThat(registry.flip("aeroclub", "3.0")).isEqualTo(new UnknownVersion("3.0"));
        assertThat(registry.flip("nobody", "2.0")).isEqualTo(new UnknownSpace("nobody"));
        assertThat(registry.flip("aeroclub", "1.3.1")).isEqualTo(new Unchanged(4));
        assertThat(registry.find("aeroclub").revision()).isEqualTo(4);
    }

    @Test
    void a_fenced_database_is_no_target_of_a_flip_even_for_a_version_that_finds_its_databases_itself() {
        registry.put(version("legacy", 9004, Engine.MANUAL));
        registry.put(space("mermoz", "2.0", "legacy"));
        registry.run("UPDATE space_database SET role = 'fenced' WHERE name = 'mermoz_legacy'");

        assertThat(registry.flip("mermoz", "legacy")).isEqualTo(new Fenced("legacy", "mermoz_legacy"));
        assertThat(registry.flip("aeroclub", "legacy")).isInstanceOf(Flipped.class);
    }

    @Test
    void by_hand_a_space_does_not_leave_its_database_for_a_version_that_it_has_no_data_on() {
        registry.put(version("legacy", 9004, Engine.MANUAL));
        registry.put(version("older", 9005, Engine.MANUAL));
        registry.put(space("mermoz", "2.0", "legacy"));
        registry.put(space("ajax", "legacy"));
        registry.run("DELETE FROM space_database WHERE space = 'ajax'");
        registry.run("UPDATE space SET former_versions = '{older}' WHERE name = 'aeroclub'");

        assertThat(byHand("aeroclub", "legacy")).isEqualTo(new NoDatabase("legacy"));
        assertThat(byHand("aeroclub", "older")).isInstanceOf(Flipped.class);
        assertThat(byHand("mermoz", "legacy")).isInstanceOf(Flipped.class);
        assertThat(byHand("ajax", "older")).isInstanceOf(Flipped.class);
        assertThat(byHand("ajax", "2.0")).isEqualTo(new NoDatabase("2.0"));
    }

    private Outcome.OfFlip byHand(String space, String version) {
        return result(registry.database.transaction(
                tx -> registry.pointers.flipByHand(tx, flip(space, version, Expected.ANY))));
    }

    @Test
    void a_closed_space_has_no_pointer_to_move() {
        registry.closeSpace("aeroclub");

        assertThat(registry.flip("aeroclub", "2.0")).isEqualTo(new SpaceClosed("aeroclub"));
    }

    @Test
    void of_many_flips_that_expect_the_same_revision_one_wins() {
        var attempts = IntStream.range(0, 8)
                .mapToObj(_ -> registry.database.transaction(
                        tx -> registry.pointers.flip(tx, flip("aeroclub", "2.0", Expected.exactly(4)))))
                .toList();
        result(Future.all(attempts));

        assertThat(attempts).extracting(Future::result).containsOnlyOnce(new Flipped("1.3.1", "2.0", 5));
        assertThat(attempts.stream().map(Future::result).filter(new StaleRevision(5)::equals))
                .hasSize(7);
    }

    @Test
    void a_dry_run_tells_the_outcome_and_moves_nothing() {
        var outcome = result(registry.database.transaction(
                Ending.ROLLBACK, tx -> registry.pointers.flip(tx, flip("aeroclub", "2.0", Expected.ANY))));

        assertThat(outcome).isEqualTo(new Flipped("1.3.1", "2.0", 5));
        assertThat(registry.find("aeroclub").version()).isEqualTo("1.3.1");
        assertThat(result(registry.pointers.history(registry.database.pool(), "aeroclub", Long.MAX_VALUE, 10)))
                .isEmpty();
    }

    @Test
    void a_version_cannot_vanish_under_a_flip() {
        registry.put(version("legacy", 9004, Engine.MANUAL));
        var flipped = Promise.<Void>promise();
        var release = Promise.<Void>promise();
        var flip = registry.database.transaction(tx -> registry.pointers
                .flip(tx, flip("aeroclub", "legacy", Expected.ANY))
                .onSuccess(_ -> flipped.complete())
                .compose(outcome -> release.future().map(outcome)));
        result(flipped.future());

        var removal = registry.database.transaction(tx -> registry.versions.remove(tx, "legacy", Expected.ANY));
        until("the removal waits", () -> registry.waiting() == 1);
        release.complete();

        assertThat(result(flip)).isInstanceOf(Flipped.class);
        assertThat(result(removal)).isEqualTo(new Outcome.InUse(1));
    }

    @Test
    void an_act_and_its_audit_are_there_together_or_not_at_all() {
        var audit = new Audit();
        var entry = new AuditEntry("zoe", "pointer.put", "space/aeroclub", JsonObject.of("version", "2.0"));

        for (var ending : Ending.values()) {
            result(registry.database.transaction(
                    ending,
                    tx -> registry.pointers
                            .flip(tx, flip("aeroclub", "2.0", Expected.ANY))
                            .compose(_ -> audit.append(tx, entry))));
        }

        var acts = result(audit.page(registry.database.pool(), Long.MAX_VALUE, 10));
        assertThat(acts).extracting(AuditRecord::entry).containsExactly(entry);
        assertThat(result(audit.page(registry.database.pool(), acts.getFirst().id(), 10)))
                .isEmpty();
    }
}
