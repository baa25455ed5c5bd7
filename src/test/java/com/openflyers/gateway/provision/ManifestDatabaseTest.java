package com.openflyers.gateway.provision;

import static com.openflyers.gateway.provision.ClusterUnderTest.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.provision.ManifestWorkflow.Changes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What 2.0 has written since a club's database was born.
class ManifestDatabaseTest {

    private final ConvertedClub club = new ConvertedClub().copied().converted();
    private final ManifestWorkflow manifests = new ManifestWorkflow(club.cluster.settings, ConvertedClub.SHIPPED);

    @BeforeEach
    void note() {
        var rows = manifests.record(club.copy, "2.0", LONG);

        assertThat(rows)
                .containsEntry("public.booking", Long.parseLong(club.read("SELECT count(*) FROM booking")))
                .doesNotContainKey("public.session");
    }

    @Test
    void nothing_was_written_at_birth() {
        assertThat(changes()).isEmpty();
    }

    @Test
    void a_login_is_no_write() {
        club.execute("""
                UPDATE person SET hash_password = 'pbkdf2:…' WHERE id = 2;
                INSERT INTO session (token_hash, person_id, expires_at) VALUES ('token', 2, now())
                """);

        assertThat(changes()).isEmpty();
    }

    @Test
    void every_row_that_came_changed_or_went_is_named_by_its_key() {
        club.execute("""
                INSERT INTO parameter (code, value) VALUES ('new', 'value');
                UPDATE person SET phone = '00' WHERE id = 2;
                DELETE FROM account WHERE person_id = 3
                """);

        assertThat(changes())
                .isEqualTo(Map.of(
                        "public.parameter", new Changes(List.of("[\"new\"]"), List.of(), List.of()),
                        "public.person",
                                new Changes(
                                        List.of(),
                                        List.of("[2]"),
                                        List.of(),
                                        Map.of("[2]", new Named(null, null, null, "Camille Laurent"))),
                        "public.account",
                                new Changes(
                                        List.of(),
                                        List.of(),
                                        List.of("[3]"),
                                        Map.of("[3]", new Named(null, null, null, name(3))))));
    }

    @Test
    void a_booking_that_is_gone_is_known_by_what_it_was() {
        var aircraft = club.read("SELECT callsign FROM aircraft WHERE id = (SELECT aircraft_id FROM booking WHERE id = "
                + "(SELECT min(id) FROM booking WHERE aircraft_id IS NOT NULL))");
        var id = club.read("SELECT min(id) FROM booking WHERE aircraft_id IS NOT NULL");
        club.execute("DELETE FROM booking WHERE id = " + id);

        var gone = Objects.requireNonNull(changes().get("public.booking"));

        assertThat(gone.deleted()).containsExactly("[" + id + "]");
        assertThat(gone.named().get("[" + id + "]")).satisfies(named -> {
            assertThat(named.aircraft()).isEqualTo(aircraft);
            assertThat(named.from()).isNotNull();
        });
    }

    @Test
    void a_database_of_a_former_build_names_what_is_still_there() {
        club.execute("DROP TABLE gateway_birth.named");
        club.execute("UPDATE person SET phone = phone || '0' WHERE id = 2");
        club.execute("DELETE FROM booking WHERE id = (SELECT min(id) FROM booking)");

        var person = Objects.requireNonNull(changes().get("public.person"));
        var booking = Objects.requireNonNull(changes().get("public.booking"));

        assertThat(person.named().get("[2]"))
                .satisfies(named -> assertThat(named.member()).isEqualTo(name(2)));
        assertThat(booking.deleted()).hasSize(1);
    }

    private String name(int person) {
        return club.read("SELECT concat_ws(' ', first_name, last_name) FROM person WHERE id = " + person);
    }

    @Test
    void what_was_changed_back_is_no_change() {
        club.execute("UPDATE person SET phone = phone || '0' WHERE id = 2");
        club.execute("UPDATE person SET phone = left(phone, -1) WHERE id = 2");

        assertThat(changes()).isEmpty();
    }

    @Test
    void tables_that_came_and_went_are_changes_of_all_their_rows() {
        club.execute("""
                CREATE TABLE remark (id integer PRIMARY KEY);
                INSERT INTO remark VALUES (7);
                DROP TABLE account
                """);

        var changes = changes();

        assertThat(changes).containsOnlyKeys("public.remark", "public.account");
        assertThat(changes.values()).flatMap(Changes::inserted).containsExactly("[7]");
        assertThat(changes.values()).flatMap(Changes::deleted).contains("[2]");
    }

    @Test
    void of_a_table_without_a_key_it_is_known_that_it_changed() {
        club.execute("CREATE TABLE remark (words text); INSERT INTO remark VALUES ('one')");
        var _ = manifests.record(club.copy, "2.0", LONG);

        club.execute("UPDATE remark SET words = 'two'");

        assertThat(changes())
                .isEqualTo(Map.of("public.remark", new Changes(List.of(), List.of(Changes.NO_KEY), List.of())));
    }

    @Test
    void a_fingerprint_is_that_of_the_rows_and_not_of_their_order() {
        var before = manifests.fingerprint(club.copy, LONG);

        club.execute("CREATE TEMP TABLE aside AS TABLE parameter; DELETE FROM parameter;"
                + "INSERT INTO parameter SELECT * FROM aside ORDER BY random()");
        assertThat(manifests.fingerprint(club.copy, LONG)).isEqualTo(before);

        club.execute("UPDATE parameter SET value = value || '.' WHERE code = 'icao'");
        assertThat(manifests.fingerprint(club.copy, LONG)).isNotEqualTo(before);
    }

    private Map<String, Changes> changes() {
        return manifests.changes(club.copy, "2.0", LONG);
    }
}
