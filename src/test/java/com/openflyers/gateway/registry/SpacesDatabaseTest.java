package com.openflyers.gateway.registry;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static com.openflyers.gateway.testing.StoredRegistry.space;
import static com.openflyers.gateway.testing.StoredRegistry.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.registry.Contact.Language;
import com.openflyers.gateway.registry.Outcome.BadName;
import com.openflyers.gateway.registry.Outcome.Closed;
import com.openflyers.gateway.registry.Outcome.DatabaseConflict;
import com.openflyers.gateway.registry.Outcome.DatabaseForbidden;
import com.openflyers.gateway.registry.Outcome.Fenced;
import com.openflyers.gateway.registry.Outcome.NameRetired;
import com.openflyers.gateway.registry.Outcome.NoDatabase;
import com.openflyers.gateway.registry.Outcome.PointerDiffers;
import com.openflyers.gateway.registry.Outcome.StaleRevision;
import com.openflyers.gateway.registry.Outcome.Unchanged;
import com.openflyers.gateway.registry.Outcome.UnknownSpace;
import com.openflyers.gateway.registry.Outcome.UnknownVersion;
import com.openflyers.gateway.registry.Outcome.Written;
import com.openflyers.gateway.registry.RegisteredSpace.State;
import com.openflyers.gateway.registry.SpaceDatabase.Role;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpacesDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();

    private final Vertx vertx = Vertx.vertx();
    private final StoredRegistry registry = StoredRegistry.cleared(vertx, DATABASE);

    @BeforeEach
    void two_versions() {
        registry.put(version("1.3.1", 9001, Engine.MANUAL));
        registry.put(version("2.0", 9002));
    }

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @Test
    void a_space_is_read_as_it_was_written() {
        var contact = new Contact("bureau@aeroclub.example", "Zoé", "zoe@aeroclub.example", Language.EN);
        var live = new SpaceDatabase("2.0", "aeroclub_20", Role.LIVE);
        var candidate = new SpaceDatabase("2.0", "aeroclub_20_b", Role.CANDIDATE);

        var outcome = registry.put(
                new SpaceForm("aeroclub", "Aéro-club", contact, Kind.TEST, "2.0", List.of(candidate, live)));

        var stored = registry.find("aeroclub");
        assertThat(outcome).isEqualTo(new Written(3, true));
        assertThat(stored.host()).isEqualTo("aeroclub.localhost");
        assertThat(stored.club().name()).isEqualTo("Aéro-club");
        assertThat(stored.contact()).isEqualTo(contact);
        assertThat(stored.kind()).isEqualTo(Kind.TEST);
        assertThat(stored.databases()).containsExactly(live, candidate);
        assertThat(stored.revision()).isEqualTo(3);
    }

    @Test
    void writing_the_same_again_changes_nothing() {
        registry.put(space("aeroclub", "2.0"));

        assertThat(registry.put(space("aeroclub", "2.0"))).isEqualTo(new Unchanged(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Aeroclub", "aero_club", "-aero", "aero-", "a.b", "aéro", "client", "www", "xn--abc", "ab--c"
            })
    void a_name_that_is_no_label_or_reserved_is_refused(String name) {
        assertThat(registry.put(space(name, "2.0"))).isInstanceOf(BadName.class);
    }

    @Test
    void a_space_needs_a_known_version_and_a_live_database_for_it() {
        var noDatabase = form("aeroclub", "Club", "2.0", List.of());
        var onlyCandidate =
                form("aeroclub", "Club", "2.0", List.of(new SpaceDatabase("2.0", "aeroclub_c", Role.CANDIDATE)));
        var unknownDatabaseVersion =
                form("aeroclub", "Club", "1.3.1", List.of(new SpaceDatabase("9.9", "aeroclub_9", Role.LIVE)));

        assertThat(registry.put(space("aeroclub", "9.9"))).isEqualTo(new UnknownVersion("9.9"));
        assertThat(registry.put(noDatabase)).isEqualTo(new NoDatabase("2.0"));
        assertThat(registry.put(onlyCandidate)).isEqualTo(new NoDatabase("2.0"));
        assertThat(registry.put(unknownDatabaseVersion)).isEqualTo(new UnknownVersion("9.9"));
    }

    @Test
    void a_version_that_finds_its_database_itself_needs_none() {
        assertThat(registry.put(form("aeroclub", "Club", "1.3.1", List.of()))).isInstanceOf(Written.class);
    }

    @Test
    void a_database_belongs_to_one_space_and_one_is_live_for_a_version() {
        registry.put(space("aeroclub", "2.0"));
        var stolen = form("mermoz", "M", "2.0", registry.find("aeroclub").databases());
        var two = form(
                "mermoz",
                "M",
                "2.0",
                List.of(new SpaceDatabase("2.0", "m1", Role.LIVE), new SpaceDatabase("2.0", "m2", Role.LIVE)));

        assertThat(registry.put(stolen)).isEqualTo(new DatabaseConflict("aeroclub_2_0"));
        assertThat(registry.put(two)).isEqualTo(new DatabaseConflict("m2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres",
                "template0",
                "template1",
                "openflyers_20",
                "quarantine__mermoz_20__7",
                "mermoz_20__f3",
                "mermoz_20__a3",
                "mermoz_20__r3",
                "mermoz_20__s3"
            })
    void a_database_that_something_else_needs_is_no_spaces(String name) {
        registry.run("UPDATE version SET template = 'openflyers_20' WHERE name = '2.0'");
        var wished = List.of(new SpaceDatabase("2.0", name, Role.LIVE));

        assertThat(registry.put(form("aeroclub", "A", "2.0", wished))).isEqualTo(new DatabaseForbidden(name));
        assertThat(registry.put(
                        form("aeroclub", "A", "1.3.1", List.of(new SpaceDatabase("2.0", name, Role.CANDIDATE)))))
                .isEqualTo(new DatabaseForbidden(name));
    }

    @Test
    void the_registry_is_no_spaces_database() {
        var own = DATABASE.name();
        var foreign = List.of(new SpaceDatabase("1.3.1", own, Role.LIVE));

        assertThat(registry.put(form("aeroclub", "A", "2.0", List.of(new SpaceDatabase("2.0", own, Role.LIVE)))))
                .isEqualTo(new DatabaseForbidden(own));
        // What a version on another engine calls its databases is not ours to judge.
        assertThat(registry.put(form("aeroclub", "A", "1.3.1", foreign))).isInstanceOf(Written.class);
    }

    @Test
    void a_space_keeps_a_database_that_it_has_whatever_its_name() {
        registry.put(space("aeroclub", "2.0"));
        registry.run("UPDATE space_database SET name = 'aeroclub_20__a4' WHERE space = 'aeroclub'");
        var same = List.of(new SpaceDatabase("2.0", "aeroclub_20__a4", Role.LIVE));

        assertThat(registry.put(form("aeroclub", "Other", "2.0", same))).isInstanceOf(Written.class);
    }

    @Test
    void of_two_spaces_that_claim_one_database_at_the_same_time_the_later_is_refused() {
        var claim = List.of(new SpaceDatabase("2.0", "wanted", Role.LIVE));
        var written = Promise.<Void>promise();
        var commit = Promise.<Void>promise();
        var first = registry.database.transaction(tx -> registry.spaces
                .put(tx, form("aeroclub", "A", "2.0", claim), Expected.ANY, "tester")
                .onSuccess(_ -> written.complete())
                .compose(outcome -> commit.future().map(outcome)));
        result(written.future());

        var second = registry.database.transaction(
                tx -> registry.spaces.put(tx, form("mermoz", "M", "2.0", claim), Expected.ANY, "tester"));
        until("the second waits", () -> registry.waiting() == 1);
        commit.complete();

        assertThat(result(first)).isInstanceOf(Written.class);
        assertThat(result(second)).isEqualTo(new DatabaseConflict("wanted"));
    }

    @Test
    void writing_a_space_does_not_move_its_pointer() {
        registry.put(space("aeroclub", "2.0"));

        assertThat(registry.put(space("aeroclub", "1.3.1", "2.0"))).isEqualTo(new PointerDiffers("2.0"));
    }

    @Test
    void a_fenced_database_stays_whatever_a_form_says() {
        registry.put(space("aeroclub", "2.0", "1.3.1"));
        registry.run("UPDATE space_database SET role = 'fenced' WHERE name = 'aeroclub_1_3_1'");

        var outcome = registry.put(space("aeroclub", "2.0"));

        assertThat(outcome).isEqualTo(new Unchanged(3));
        assertThat(registry.find("aeroclub").databases())
                .contains(new SpaceDatabase("1.3.1", "aeroclub_1_3_1", Role.FENCED));
    }

    @Test
    void of_many_that_create_the_same_space_one_does() {
        var attempts = IntStream.range(0, 6)
                .mapToObj(_ -> registry.database.transaction(
                        tx -> registry.spaces.put(tx, space("aeroclub", "2.0"), Expected.exactly(0), "tester")))
                .toList();
        result(Future.all(attempts));

        assertThat(attempts.stream().map(Future::result).filter(Written.class::isInstance))
                .hasSize(1);
        assertThat(attempts.stream().map(Future::result).filter(StaleRevision.class::isInstance))
                .hasSize(5);
    }

    @Test
    void a_closed_space_keeps_its_name_for_its_club() {
        registry.put(form("aeroclub", "First", "1.3.1", List.of()));

        assertThat(registry.closeSpace("aeroclub")).isEqualTo(new Closed(4));
        assertThat(registry.closeSpace("aeroclub")).isEqualTo(new Unchanged(4));
        assertThat(registry.closeSpace("nobody")).isEqualTo(new UnknownSpace("nobody"));
        assertThat(registry.put(form("aeroclub", "Second", "1.3.1", List.of()))).isEqualTo(new NameRetired("aeroclub"));
        assertThat(registry.put(form("aeroclub", "First", "1.3.1", List.of()))).isEqualTo(new Written(5, false));
        assertThat(registry.find("aeroclub").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void a_space_may_be_opened_again_on_another_version() {
        registry.put(form("aeroclub", "First", "1.3.1", List.of()));
        registry.closeSpace("aeroclub");
        registry.removeVersion("1.3.1");

        registry.put(form("aeroclub", "First", "2.0", List.of(new SpaceDatabase("2.0", "aeroclub_20", Role.LIVE))));

        assertThat(registry.find("aeroclub").version()).isEqualTo("2.0");
        assertThat(registry.find("aeroclub").formerVersions()).containsExactly("1.3.1");
    }

    @Test
    void a_space_is_not_opened_again_on_a_fenced_database() {
        registry.put(space("aeroclub", "2.0", "1.3.1"));
        registry.run("UPDATE space_database SET role = 'fenced' WHERE space = 'aeroclub'");
        registry.closeSpace("aeroclub");

        assertThat(registry.put(space("aeroclub", "2.0"))).isEqualTo(new Fenced("2.0", "aeroclub_2_0"));
        assertThat(registry.put(space("aeroclub", "1.3.1"))).isEqualTo(new Fenced("1.3.1", "aeroclub_1_3_1"));
    }

    @Test
    void a_space_whose_live_database_is_fenced_for_the_moment_can_still_be_changed() {
        registry.put(space("aeroclub", "2.0"));
        registry.run("UPDATE space_database SET role = 'fenced' WHERE space = 'aeroclub'");

        assertThat(registry.put(form("aeroclub", "Renamed", "2.0", List.of()))).isInstanceOf(Written.class);
        assertThat(registry.find("aeroclub").club().name()).isEqualTo("Renamed");
    }

    @Test
    void spaces_of_one_club_share_it_and_another_name_in_one_of_them_renames_it_for_all() {
        registry.put(form("one", "Club", "1.3.1", List.of()));
        registry.put(form("two", "Club", "1.3.1", List.of()));
        var shared = registry.find("one").club().id();
        var before = registry.find("two").revision();

        registry.put(form("one", "Renamed", "1.3.1", List.of()));

        assertThat(registry.find("one").club()).isEqualTo(new Club(shared, "Renamed"));
        assertThat(registry.find("two").club()).isEqualTo(new Club(shared, "Renamed"));
        assertThat(registry.find("two").revision()).isGreaterThan(before);
        assertThat(registry.put(form("one", "Stale", "1.3.1", List.of()), Expected.exactly(1)))
                .isInstanceOf(StaleRevision.class);
    }

    @Test
    void a_space_never_moves_into_another_club_that_is_called_as_its_form_says() {
        registry.put(form("one", "One", "1.3.1", List.of()));
        registry.put(form("two", "Two", "1.3.1", List.of()));
        var own = registry.find("one").club().id();

        registry.put(form("one", "Two", "1.3.1", List.of()));

        assertThat(registry.find("one").club()).isEqualTo(new Club(own, "Two"));
        assertThat(registry.find("two").club().id()).isNotEqualTo(own);
    }

    @Test
    void a_club_that_signed_itself_up_never_gets_what_operators_register_under_its_name() {
        var signedUp = result(registry.database.transaction(tx -> new Clubs().add(tx, "Aéro-club de Paris")));

        registry.put(form("paris", "Aéro-club de Paris", "1.3.1", List.of()));
        registry.put(form("paris-2", "Aéro-club de Paris", "1.3.1", List.of()));

        assertThat(registry.find("paris").club().id()).isNotEqualTo(signedUp);
        assertThat(registry.find("paris-2").club())
                .isEqualTo(registry.find("paris").club());
    }

    @Test
    void a_club_of_the_same_name_with_another_e_mail_is_another_club() {
        registry.put(form("one", "Mermoz", "1.3.1", List.of()));
        var contact = new Contact("else@example.org", "A", "a@example.org", Language.FR);

        registry.put(new SpaceForm("two", "Mermoz", contact, Kind.TEST, "1.3.1", List.of()));
        registry.put(new SpaceForm("three", "Mermoz", contact, Kind.TEST, "1.3.1", List.of()));

        assertThat(registry.find("two").club())
                .isNotEqualTo(registry.find("one").club());
        assertThat(registry.find("three").club()).isEqualTo(registry.find("two").club());
    }

    @Test
    void pages_follow_each_other_without_gap_or_double() {
        for (var name : List.of("a", "b", "c", "d", "e")) {
            registry.put(form(name, "Club " + name, "1.3.1", List.of()));
        }
        registry.closeSpace("c");

        var first = page(new SpaceFilter(null, null, null, null, 2));
        var second = page(new SpaceFilter(null, null, null, first.next(), 2));

        assertThat(names(first)).containsExactly("a", "b");
        assertThat(names(second)).containsExactly("d", "e");
        assertThat(second.next()).isNull();
    }

    @Test
    void a_page_is_filtered_by_kind_version_and_text() {
        registry.put(form("aeroclub", "Ailes d'Or", "1.3.1", List.of()));
        registry.put(space("mermoz", "2.0"));

        assertThat(names(page(filter(Kind.TEST, null, null)))).containsExactly("aeroclub");
        assertThat(names(page(filter(null, "2.0", null)))).containsExactly("mermoz");
        assertThat(names(page(filter(null, null, "AILES D'O")))).containsExactly("aeroclub");
        assertThat(names(page(filter(null, null, "%")))).isEmpty();
    }

    private Page<RegisteredSpace> page(SpaceFilter filter) {
        return result(registry.spaces.page(registry.database.pool(), filter));
    }

    private static SpaceFilter filter(@Nullable Kind kind, @Nullable String version, @Nullable String text) {
        return new SpaceFilter(kind, version, text, null, 10);
    }

    private static List<String> names(Page<RegisteredSpace> page) {
        return page.items().stream().map(RegisteredSpace::name).toList();
    }

    private static SpaceForm form(String name, String club, String version, List<SpaceDatabase> databases) {
        var contact = new Contact("a@example.org", "A", "a@example.org", Language.FR);
        return new SpaceForm(name, club, contact, Kind.TEST, version, databases);
    }
}
