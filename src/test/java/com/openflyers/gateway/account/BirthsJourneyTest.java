package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static com.openflyers.gateway.account.ClientAreaUnderTest.logIn;
import static com.openflyers.gateway.account.ClientAreaUnderTest.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.GatewayProcess;
import com.openflyers.gateway.testing.Journey;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Many spaces, and spaces whose maker is killed.
@Journey
class BirthsJourneyTest {

    /// Of its own: what a killed node has claimed of others' work is late by its lease.
    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.start(Map.of());

    @AfterAll
    static void stop() {
        AREA.close();
    }

    /// The figures are printed, for the README; the share of the last fifty is what tells of slowing down.
    @Test
    void two_hundred_confirmed_sign_ups_in_a_row_are_two_hundred_spaces() {
        make("rang", 200);
    }

    /// Three of ten are dropped for good after each batch, as those that their clubs have given up.
    ///
    /// With `-Dbirths.batch=<spaces>` at another size.
    @Tag("long")
    @Test
    void two_thousand_are_made_and_a_third_of_them_dropped_again_meanwhile() {
        var size = Integer.getInteger("births.batch", 200);
        for (var batch = 0; batch < 10; batch++) {
            make("lot" + batch, size);
            assertThat(drop("lot" + batch)).isEqualTo(3 * size / 10);
        }

        assertThat(AREA.sql("SELECT count(*) FROM pg_database WHERE datname LIKE 'lot%'"))
                .isEqualTo(Integer.toString(7 * size));
        System.out.println("all: ms from one space to the next, p50 and p95 of all, of the first hundred, of the last: "
                + AREA.sql("""
                WITH steps AS (
                     SELECT row_number() OVER (ORDER BY acted_at) AS place, count(*) OVER () AS places,
                            1000 * extract(epoch FROM acted_at - lag(acted_at)
                                OVER (PARTITION BY split_part(target, '-', 1) ORDER BY acted_at)) AS took
                       FROM audit
                      WHERE target LIKE 'space/lot%' AND action = 'space.sign-up')
                SELECT concat_ws(' ',
                       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY took)),
                       round(percentile_cont(0.95) WITHIN GROUP (ORDER BY took)),
                       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY took) FILTER (WHERE place <= 100)),
                       round(percentile_cont(0.95) WITHIN GROUP (ORDER BY took) FILTER (WHERE place <= 100)),
                       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY took) FILTER (WHERE place > places - 100)),
                       round(percentile_cont(0.95) WITHIN GROUP (ORDER BY took) FILTER (WHERE place > places - 100)))
                  FROM steps
                """));
    }

    /// Closes three of ten, and drops their databases.
    private static int drop(String prefix) {
        var given = "(SELECT name FROM space WHERE name LIKE '" + prefix + "-%' AND right(name, 1) IN ('0', '3', '6'))";
        var databases = AREA.sql("SELECT string_agg(name, ' ') FROM space_database WHERE space IN " + given);
        var _ = AREA.update("UPDATE space SET state = 'closed' WHERE name IN " + given);
        var _ = AREA.update("DELETE FROM space_database WHERE space IN " + given);
        var names = databases.split(" ");
        for (var name : names) {
            var _ = AREA.update("DROP DATABASE \"" + name + "\" WITH (FORCE)");
        }
        return names.length;
    }

    /// Each database stands still before it has its mark, until nobody waits for its answer any longer.
    @Tag("long")
    @Test
    void a_crowd_that_confirms_at_once_has_two_databases_made_at_a_time() throws Exception {
        var made = "SELECT count(*) FROM pg_database WHERE datname LIKE 'foule%'";
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor();
                var marks = new HeldTable(AREA.connect(), "pg_shdescription", "SHARE ROW EXCLUSIVE")) {
            var answers = crowd.invokeAll(IntStream.range(0, 6)
                    .mapToObj(number -> AREA.asked("foule-" + number))
                    .<Callable<ClientBrowser.Page>>map(browser -> () -> browser.post("/confirm", Map.of()))
                    .toList());

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.get().text()).contains("est en préparation"));
            assertThat(AREA.sql(made)).isEqualTo("2");
            marks.release();
        }
        Futures.until(
                "all six",
                () -> AREA.sql("SELECT count(*) FROM space WHERE name LIKE 'foule-%'")
                        .equals("6"));
        assertThat(AREA.sql(made)).isEqualTo("6");
    }

    @Test
    void a_maker_that_is_killed_leaves_an_account_whose_space_is_made_all_the_same() {
        try (var process = AREA.process("doomed")) {
            process.awaitReady();
            killAfterConfirming(process, "tue-0", Duration.ofMillis(30));
        }

        assertMade("tue-0");
    }

    @Tag("long")
    @Test
    void whenever_its_maker_is_killed_a_sign_up_is_done_or_still_to_be_confirmed() {
        var seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        try (var process = AREA.process("often-doomed")) {
            process.awaitReady();
            for (var round = 1; round <= 20; round++) {
                var name = "tue-" + round;
                killAfterConfirming(process, name, Duration.ofMillis(random.nextInt(200)));
                assertMade(name);
                process.restart();
            }
        }
    }

    private static void make(String prefix, int count) {
        var password = "'$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA'";
        var _ = AREA.update("""
                WITH made AS (
                     INSERT INTO club (name) VALUES ('%1$s') RETURNING id)
                INSERT INTO sign_up (name, club, joins, club_email, contact_name, contact_email, language, version,
                       password, member_password, token, expires_at, confirmed_at)
                SELECT '%1$s-' || number, '%1$s', made.id, 'club@example.org', 'Jeanne Martin',
                       '%1$s' || number || '@example.org', 'fr', '2.0', %2$s, 'pbkdf2:1:AA==:AA==',
                       decode(md5('%1$s' || number), 'hex'), now(), now()
                  FROM made, generate_series(1, %3$d) AS number
                """.formatted(prefix, password, count));
        var _ = AREA.update("INSERT INTO account (name, password) SELECT name, password FROM sign_up WHERE name LIKE '"
                + prefix + "-%'");

        // In parts: so many take as long as they take.
        for (var part = 1; part <= 4; part++) {
            var enough = count * part / 4;
            Futures.until(
                    enough + " of " + count + " spaces",
                    () -> Integer.parseInt(AREA.sql("SELECT count(*) FROM space WHERE name LIKE '" + prefix + "-%'"))
                            >= enough);
        }

        assertThat(AREA.sql(
                        "SELECT count(*) FROM space_database WHERE space LIKE '" + prefix + "-%' AND role = 'live'"))
                .isEqualTo(Integer.toString(count));
        assertThat(AREA.sql("SELECT count(*) FROM sign_up WHERE name LIKE '" + prefix + "-%'"))
                .isEqualTo("0");
        assertThat(IntStream.of(1, count)
                        .mapToObj(number -> AREA.browser(prefix + "-" + number + ".localhost")
                                .get("/")
                                .status()))
                .containsOnly(200);
        // Nobody reads their letters, and whoever signs up next would wait behind all of them.
        var _ = AREA.update("DELETE FROM outbox WHERE sent_at IS NULL AND cause LIKE '% " + prefix + "-%'");
        System.out.println(prefix + ": ms from one space to the next, p50, p95 and p95 of the last fifty: "
                + AREA.sql("""
                SELECT concat_ws(' ',
                       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY took)),
                       round(percentile_cont(0.95) WITHIN GROUP (ORDER BY took)),
                       round(percentile_cont(0.95) WITHIN GROUP (ORDER BY took) FILTER (WHERE place > 150)))
                  FROM (SELECT row_number() OVER (ORDER BY acted_at) AS place,
                               1000 * extract(epoch FROM acted_at - lag(acted_at) OVER (ORDER BY acted_at)) AS took
                          FROM audit
                         WHERE target LIKE 'space/%s-%%' AND action = 'space.sign-up') AS steps
                """.formatted(prefix)));
    }

    /// Somebody presses the button at the process, which is killed a moment later.
    private static void killAfterConfirming(GatewayProcess process, String name, Duration delay) {
        var browser = new ClientBrowser(process.edgePort(), "client.localhost");
        var _ = browser.get("/sign-up");
        var form = new HashMap<>(signUp(name));
        assertThat(browser.post("/sign-up", form).text()).contains("Regardez votre courrier");
        var _ = browser.follow(AREA.link(email(name), "/confirm"));
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(process.process()::kill);
        try {
            var _ = browser.post("/confirm", Map.of());
        } catch (UncheckedIOException | IllegalStateException e) {
            // Killed before it had answered.
        }
        Futures.until("the end of the process", () -> !process.process().alive());
    }

    /// By whoever is alive, at the latest when nobody else has it for itself any more.
    private static void assertMade(String name) {
        if (AREA.sql("SELECT count(*) FROM account WHERE name = '" + name + "'").equals("0")) {
            // Killed before anything was confirmed: the link still is good.
            var browser = AREA.browser();
            var _ = browser.follow(AREA.link(email(name), "/confirm"));
            var _ = browser.post("/confirm", Map.of());
        }
        var _ = AREA.update("UPDATE sign_up SET look_at = now() WHERE name = '" + name + "'");
        Futures.until(
                "the space " + name,
                () -> AREA.browser(name + ".localhost").get("/").status() == 200);
        assertThat(AREA.sql("SELECT count(*) FROM space_database WHERE space = '" + name + "'"))
                .isEqualTo("1");
        assertThat(logIn(AREA.browser(), name, PASSWORD).text()).contains(name + ".localhost");
    }
}
