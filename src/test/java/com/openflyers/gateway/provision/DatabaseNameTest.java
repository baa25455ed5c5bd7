package com.openflyers.gateway.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.openflyers.gateway.registry.SpaceDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "Aeroclub", "aero-club", "a\"b", "a;drop", "é", "1a", "a b"})
    void what_postgresql_would_have_to_quote_is_no_name(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DatabaseName(text));
    }

    @Test
    void a_space_and_its_version_give_the_live_name() {
        assertThat(DatabaseName.live("aero-club", "1.3.1")).hasToString("aero_club_131");
        assertThat(DatabaseName.live("4ailes", "2.1-beta")).hasToString("_4ailes_21beta");
    }

    @Test
    void an_attempt_gives_names_of_its_own() {
        var live = DatabaseName.live("mermoz", "1.3.1");

        assertThat(live.fenced(3)).hasToString("mermoz_131__f3");
        assertThat(live.candidate(3)).hasToString("mermoz_131__a3");
        assertThat(live.rehearsal(3)).hasToString("mermoz_131__r3");
        assertThat(live.quarantined(7)).hasToString("quarantine__mermoz_131__7");
    }

    @Test
    void the_registry_lets_no_operator_give_a_name_that_an_attempt_gives() {
        var live = DatabaseName.live("mermoz", "1.3.1");

        assertThat(List.of(
                        live.fenced(3),
                        live.candidate(3),
                        live.rehearsal(3),
                        live.scratch(3),
                        live.quarantined(7),
                        new DatabaseName("a".repeat(63)).fenced(Long.MAX_VALUE)))
                .allMatch(name -> SpaceDatabase.isOfMigration(name.text()));
        assertThat(SpaceDatabase.isOfMigration(live.text())).isFalse();
    }

    @Test
    void long_names_are_cut_and_stay_two() {
        var first = new DatabaseName("a".repeat(62) + "b");
        var second = new DatabaseName("a".repeat(62) + "c");

        assertThat(first.fenced(1_000_000).text())
                .hasSize(63)
                .isNotEqualTo(second.fenced(1_000_000).text());
        assertThat(first.quarantined(Long.MAX_VALUE).text()).hasSizeLessThanOrEqualTo(63);
        assertThat(DatabaseName.live("x".repeat(63), "1.3.1").text())
                .hasSize(63)
                .endsWith("_131");
    }

    @Test
    void only_what_an_attempt_or_an_archive_makes_is_disposable() {
        var live = DatabaseName.live("mermoz", "1.3.1");

        assertThat(live.candidate(1).disposable()).isTrue();
        assertThat(live.rehearsal(1).disposable()).isTrue();
        assertThat(live.scratch(1).disposable()).isTrue();
        assertThat(live.disposable()).isFalse();
        assertThat(live.fenced(1).disposable()).isFalse();
        assertThat(live.candidate(1).quarantined(1).disposable()).isFalse();
    }
}
