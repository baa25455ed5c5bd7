package com.openflyers.gateway.registry;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static com.openflyers.gateway.testing.StoredRegistry.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.registry.Contact.Language;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A club that is renamed while a space joins it under its old name.
class ClubsDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();

    private final Vertx vertx = Vertx.vertx();
    private final StoredRegistry registry = StoredRegistry.cleared(vertx, DATABASE);

    @BeforeEach
    void a_club_with_one_space() {
        registry.put(version("1.3.1", 9001, Engine.MANUAL));
        registry.put(form("one", "Old"));
    }

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @Test
    void a_space_that_joins_while_its_club_is_renamed_gets_a_club_of_the_name_it_asked_for() {
        oneAfterTheOther(form("one", "New"), form("two", "Old"));

        assertThat(registry.find("one").club().name()).isEqualTo("New");
        assertThat(registry.find("two").club().name()).isEqualTo("Old");
    }

    @Test
    void a_space_that_just_joined_a_club_is_renamed_with_it() {
        oneAfterTheOther(form("two", "Old"), form("one", "New"));

        assertThat(registry.find("one").club().name()).isEqualTo("New");
        assertThat(registry.find("two").club()).isEqualTo(registry.find("one").club());
    }

    @Test
    void two_names_for_one_club_at_once_are_one_after_the_other() {
        registry.put(form("two", "Old"));

        oneAfterTheOther(form("two", "New"), form("one", "Newer"));

        assertThat(registry.find("one").club().name()).isEqualTo("Newer");
        assertThat(registry.find("two").club()).isEqualTo(registry.find("one").club());
    }

    /// The second begins before the first has committed.
    private void oneAfterTheOther(SpaceForm first, SpaceForm second) {
        var written = Promise.<Void>promise();
        var commit = Promise.<Void>promise();
        var ahead = registry.database.transaction(tx -> registry.spaces
                .put(tx, first, Expected.ANY, "tester")
                .onSuccess(_ -> written.complete())
                .compose(_ -> commit.future()));
        result(written.future());
        var behind = registry.database.transaction(tx -> registry.spaces.put(tx, second, Expected.ANY, "tester"));
        until("the second waits", () -> registry.waiting() == 1);
        commit.complete();
        result(ahead.map(true));
        result(behind);
    }

    private static SpaceForm form(String name, String club) {
        var contact = new Contact("a@example.org", "A", "a@example.org", Language.FR);
        return new SpaceForm(name, club, contact, Kind.TEST, "1.3.1", List.of());
    }
}
