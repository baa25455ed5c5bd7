package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static com.openflyers.gateway.account.ClientAreaUnderTest.logIn;
import static com.openflyers.gateway.account.ClientAreaUnderTest.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.Journey;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Names that a sign-up has, and somebody else gets or nobody does.
@Journey
class NamesInTheMakingJourneyTest {

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    @Test
    void the_link_of_a_name_that_operators_have_registered_meanwhile_says_so() {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var _ = browser.post("/sign-up", signUp("dispute"));
        var link = AREA.link(email("dispute"), "/confirm");

        AREA.oldClub("dispute");

        var told = browser.follow(link);
        assertThat(told.status()).isEqualTo(410);
        assertThat(told.text()).contains("dispute.localhost", "Choisir un autre nom");
        assertThat(logIn(AREA.browser(), "dispute", PASSWORD).status()).isEqualTo(422);
        assertThat(AREA.sql("SELECT count(*) FROM sign_up WHERE name = 'dispute'"))
                .isEqualTo("0");
    }

    @Test
    void a_birth_that_the_registry_never_takes_ends_and_leaves_no_database_and_no_way_in() {
        AREA.oldClub("pris");
        confirmed("pris", "2.0");

        Futures.until(
                "the end of the birth",
                () -> AREA.sql("SELECT count(*) FROM sign_up WHERE name = 'pris'")
                        .equals("0"));

        Futures.until(
                "the database is set aside",
                () -> AREA.sql("SELECT count(*) FROM pg_database WHERE datname LIKE 'pris\\_20%'")
                        .equals("0"));
        assertThat(AREA.sql("SELECT password IS NULL AND closed_at IS NULL FROM account WHERE name = 'pris'"))
                .isEqualTo("t");
        assertThat(AREA.sql("SELECT version FROM space WHERE name = 'pris'")).isEqualTo("1.3.1");
        assertThat(AREA.sql("SELECT count(*) FROM audit WHERE action = 'space.given-up' AND target = 'space/pris'"))
                .isEqualTo("1");
    }

    @Test
    void closing_an_account_in_the_making_ends_its_birth() {
        confirmed("avorte", "0.9");
        var attempt = AREA.sql("SELECT attempt FROM sign_up WHERE name = 'avorte'");
        var _ = AREA.update("CREATE DATABASE avorte_09__a" + attempt);
        var browser = AREA.browser();
        logIn(browser, "avorte", PASSWORD);
        var _ = browser.get("/record/closing");

        var closed = browser.post("/record/closing", Map.of("name", "avorte", "addressPassword", PASSWORD));

        assertThat(closed.status()).isEqualTo(200);
        assertThat(AREA.sql("SELECT count(*) FROM sign_up WHERE name = 'avorte'"))
                .isEqualTo("0");
        assertThat(AREA.sql("SELECT count(*) FROM pg_database WHERE datname LIKE 'avorte\\_09%'"))
                .isEqualTo("0");
        assertThat(AREA.sql("SELECT former_name FROM quarantine WHERE former_name LIKE 'avorte%'"))
                .isEqualTo("avorte_09__a" + attempt);
        assertThat(logIn(AREA.browser(), "avorte", PASSWORD).status()).isEqualTo(422);
    }

    /// As if the link had been followed, on a version that may not be there.
    private static void confirmed(String name, String version) {
        var _ = AREA.club(name + "-d-avant");
        var hash = AREA.sql("SELECT password FROM account WHERE name = '" + name + "-d-avant'");
        var _ = AREA.update("""
                WITH made AS (
                     INSERT INTO club (name) VALUES ('%1$s') RETURNING id),
                     ours AS (
                     INSERT INTO account (name, password) VALUES ('%1$s', '%2$s')
                         ON CONFLICT (name) DO UPDATE SET password = excluded.password)
                INSERT INTO sign_up (name, club, joins, club_email, contact_name, contact_email, language, version,
                       password, member_password, token, expires_at, confirmed_at)
                SELECT '%1$s', '%1$s', made.id, 'club@example.org', 'Jeanne Martin', '%1$s@example.org', 'fr', '%3$s',
                       '%2$s', 'pbkdf2:1:AA==:AA==', decode(md5('%1$s'), 'hex'), now(), now()
                  FROM made
                """.formatted(name, hash, version));
    }
}
