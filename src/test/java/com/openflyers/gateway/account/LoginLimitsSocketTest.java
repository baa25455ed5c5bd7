package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static com.openflyers.gateway.account.ClientAreaUnderTest.logIn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How guessing is made to come to nothing without locking anybody out (rows 13 to 21 and 30).
class LoginLimitsSocketTest {

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    @Test
    void who_guesses_from_one_place_is_slowed_and_the_owner_elsewhere_is_not() {
        var _ = AREA.club("vise");
        var thief = AREA.browser();

        var first = logIn(thief, "vise", "a wrong guess of a thief").status();
        untilSlowed(() -> logIn(thief, "vise", "a wrong guess of a thief"));

        assertThat(first).isEqualTo(422);
        assertThat(logIn(AREA.browser(), "vise", PASSWORD).text()).contains("vise.localhost");
    }

    @Test
    void one_place_that_tries_many_accounts_is_slowed() {
        var thief = AREA.browser();

        var number = new AtomicInteger();

        var first = logIn(thief, "club-0", "password password").status();
        untilSlowed(() -> logIn(thief, "club-" + number.incrementAndGet(), "password password"));

        assertThat(first).isEqualTo(422);
        assertThat(number.get()).isGreaterThan(50);
    }

    @Test
    void a_right_password_beyond_the_limit_is_called_tried_too_often_and_never_wrong() {
        var owner = AREA.club("presse");
        var _ = owner.get("/record");
        untilSlowed(() -> owner.post("/record/password", Map.of("former", "a wrong guess", "password", PASSWORD)));
        // For as long as this test takes.
        assertThat(AREA.update(
                        "UPDATE attempt SET whole_at = whole_at + interval '1 hour' WHERE key LIKE 'login/%/presse'"))
                .isPositive();

        for (var form : Map.of(
                        "/record/password", "former",
                        "/record/addresses", "addressPassword",
                        "/record/closing", "addressPassword",
                        "/spaces/new", "password")
                .entrySet()) {
            var limited = owner.post(
                    form.getKey(),
                    Map.of(
                            form.getValue(),
                            PASSWORD,
                            "clubEmail",
                            email("presse"),
                            "contactEmail",
                            email("presse"),
                            "name",
                            form.getKey().equals("/spaces/new") ? "presse-bis" : "presse"));

            assertThat(limited.status()).as(form.getKey()).isEqualTo(429);
            assertThat(limited.field("Retry-After")).isEqualTo("20");
            assertThat(limited.text()).contains("Trop d’essais").doesNotContain("Ce n’est pas le mot de passe");
        }
        assertThat(logIn(owner.stranger(), "presse", PASSWORD).field("Retry-After"))
                .isEqualTo("20");
    }

    @Test
    void after_a_hundred_wrong_ones_in_a_row_only_the_way_by_mail_is_left() {
        var _ = AREA.club("assiege");
        var _ = AREA.update("UPDATE account SET failures = 99 WHERE name = 'assiege'");
        assertThat(logIn(AREA.browser(), "assiege", "a wrong guess of a thief").status())
                .isEqualTo(422);

        assertThat(logIn(AREA.browser(), "assiege", PASSWORD).text()).contains("n’est pas juste");

        var owner = AREA.browser();
        var _ = owner.get("/forgotten");
        var _ = owner.post("/forgotten", Map.of("identifier", "assiege", "email", email("assiege")));
        var _ = owner.follow(AREA.link(email("assiege"), "/password"));
        var again = "une toute autre phrase de passe";
        assertThat(owner.post("/password", Map.of("password", again, "again", again))
                        .text())
                .contains("Votre mot de passe est changé");
        assertThat(logIn(owner, "assiege", again).text()).contains("assiege.localhost");
    }

    @Test
    void limits_hold_at_every_node() {
        var thief = AREA.browser();
        try (var other = AREA.another("limits-elsewhere")) {
            untilSlowed(() -> logIn(thief, "partout", "a wrong guess of a thief"));

            assertThat(logIn(thief.at(other.edgePort()), "partout", "a wrong guess of a thief")
                            .status())
                    .isEqualTo(429);
        }
    }

    @Test
    void a_place_cannot_call_itself_another() {
        var thief = AREA.browser();

        var number = new AtomicInteger();

        untilSlowed(() -> {
            var address = "198.51.100." + number.incrementAndGet();
            var disguised = thief.saying("X-Forwarded-For", address)
                    .saying("Forwarded", "for=" + address)
                    .saying("X-Real-IP", address);
            return logIn(disguised, "deguise", "a wrong guess of a thief");
        });

        assertThat(ClientAddress.of("2001:db8:1:2:3:4:5:6").block())
                .isEqualTo(ClientAddress.of("2001:db8:1:2:ffff::1").block())
                .isNotEqualTo(ClientAddress.of("2001:db8:1:3::1").block());
    }

    @Test
    void fifty_at_once_count_fifty() throws Exception {
        var thief = AREA.browser();
        var _ = thief.get("/login");

        var began = AREA.sql("SELECT clock_timestamp()");
        var passed = 0L;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var form = Map.of("identifier", "course", "password", "a wrong guess of a thief", "next", "/", "kept", "");
            var all = threads.invokeAll(IntStream.range(0, 50)
                    .<Callable<Integer>>mapToObj(
                            _ -> () -> thief.postOnly("/login", form).status())
                    .toList());
            passed = all.stream().filter(status -> status.resultNow() != 429).count();
        }

        // However long it took: by 20 s for each that passed all is whole again later, never by more than twelve.
        assertThat(passed).isPositive();
        assertThat(AREA.sql(
                        "SELECT whole_at >= '%s'::timestamptz + %d * interval '20 s' FROM attempt WHERE key LIKE 'login/%%/course'"
                                .formatted(began, passed)))
                .isEqualTo("t");
        assertThat(
                        AREA.sql(
                                "SELECT whole_at <= clock_timestamp() + interval '240 s' FROM attempt WHERE key LIKE 'login/%/course'"))
                .isEqualTo("t");
    }

    @Test
    void a_login_that_fails_says_the_same_whether_there_is_such_an_account() {
        var _ = AREA.club("existe");

        var known = logIn(AREA.browser(), "existe", "a wrong guess of a thief");
        var unknown = logIn(AREA.browser(), "nexiste", "a wrong guess of a thief");

        assertThat(unknown.status()).isEqualTo(known.status());
        assertThat(plain(unknown.html().replace("nexiste", "existe"))).isEqualTo(plain(known.html()));
        assertThat(plain(unknown.message().head()))
                .isEqualTo(plain(known.message()
                        .head()
                        .replace(
                                "content-length: " + known.field("content-length"),
                                "content-length: " + unknown.field("content-length"))));
    }

    @Test
    void a_login_that_fails_hashes_whether_there_is_such_an_account() {
        var vertx = io.vertx.core.Vertx.vertx();
        var hash = new PasswordHash(vertx, 1);
        var stored = com.openflyers.gateway.testing.Futures.result(hash.of(PASSWORD));

        var nobodys = com.openflyers.gateway.testing.Futures.result(hash.check(null, "nobody's password"));
        var somebodys = com.openflyers.gateway.testing.Futures.result(hash.check(stored, PASSWORD));

        assertThat(nobodys.right()).isFalse();
        assertThat(somebodys.right()).isTrue();
        var _ = com.openflyers.gateway.testing.Futures.result(vertx.close().map(true));
    }

    @Test
    void asking_for_a_new_password_says_the_same_whether_the_address_is_known() {
        var _ = AREA.club("discret");
        var known = AREA.browser();
        var unknown = AREA.browser();
        var _ = known.get("/forgotten");
        var _ = unknown.get("/forgotten");

        var right = known.post("/forgotten", Map.of("identifier", "discret", "email", email("discret")));
        var wrong = unknown.post("/forgotten", Map.of("identifier", "discret", "email", "autre@example.org"));
        var nobody = unknown.post("/forgotten", Map.of("identifier", "personne", "email", "autre@example.org"));

        assertThat(plain(wrong.html())).isEqualTo(plain(right.html()));
        assertThat(plain(nobody.html())).isEqualTo(plain(right.html()));
        assertThat(wrong.message().fields("Set-Cookie"))
                .isEqualTo(right.message().fields("Set-Cookie"));
        var _ = AREA.link(email("discret"), "/password");
        assertThat(AREA.mails("autre@example.org")).isEmpty();
    }

    @Test
    void the_answer_does_not_wait_for_what_only_a_known_account_needs() {
        // Of its own: others would wait for these tables with all connections that there are.
        try (var area = ClientAreaUnderTest.start(Map.of())) {
            var _ = area.club("patient");
            var browser = area.browser();
            var _ = browser.get("/forgotten");
            var form = Map.of("identifier", "patient", "email", email("patient"));

            // Nobody reads an account, or writes a link or a mail, before the answer is there; the question is.
            for (var table : java.util.List.of("account", "account_token", "outbox")) {
                area.withLocked(table, "ACCESS EXCLUSIVE", () -> {
                    assertThat(browser.post("/forgotten", form).text()).contains("un lien est en route");
                    assertThat(area.sql("SELECT count(*) FROM password_question"))
                            .isNotEqualTo("0");
                });
                com.openflyers.gateway.testing.Futures.until(
                        "it is looked into",
                        () -> area.sql("SELECT count(*) FROM password_question").equals("0"));
            }

            var _ = area.link(email("patient"), "/password");
        }
    }

    @Test
    void twenty_questions_for_one_account_are_three_mails_and_twenty_times_the_same_answer() {
        var _ = AREA.club("inonde");
        var pages = IntStream.range(0, 20)
                .mapToObj(_ -> {
                    var browser = AREA.browser();
                    var _ = browser.get("/forgotten");
                    return browser.post("/forgotten", Map.of("identifier", "inonde", "email", email("inonde")));
                })
                .toList();

        assertThat(pages).allSatisfy(page -> assertThat(page.text()).contains("un lien est en route"));
        var mailed = "SELECT count(*) FROM outbox WHERE cause LIKE 'password link inonde %'";
        com.openflyers.gateway.testing.Futures.until(
                "three mails", () -> AREA.sql(mailed).equals("3"));
        // Who asks now is served after those, and gets none either.
        assertThat(AREA.sql("SELECT count(*) FROM account_token WHERE account = 'inonde' AND purpose = 'password'"))
                .isEqualTo("1");
    }

    @Test
    void one_more_space_counts_as_a_sign_up_of_its_club() {
        var owner = AREA.club("gourmand");
        var _ = AREA.update("INSERT INTO attempt SELECT 'sign-up/club/' || club, now() + interval '2 hours' FROM space"
                + " WHERE name = 'gourmand'");
        var _ = owner.get("/spaces/new");

        var refused = owner.post("/spaces/new", Map.of("name", "gourmand-bis", "version", "2.0", "password", PASSWORD));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.field("Retry-After")).isNotEmpty();
        assertThat(refused.html()).contains("value=\"gourmand-bis\"");
        assertThat(AREA.sql("SELECT count(*) FROM account WHERE name = 'gourmand-bis'"))
                .isEqualTo("0");
    }

    @Test
    void a_stranger_gets_five_mails_however_often_an_address_is_changed_to_theirs() {
        var owner = AREA.club("expediteur");
        var _ = owner.get("/record");
        var form = Map.of(
                "clubEmail", email("expediteur"), "contactEmail", "inconnu@example.org", "addressPassword", PASSWORD);

        for (var time = 0; time < 5; time++) {
            assertThat(owner.post("/record/addresses", form).status()).isEqualTo(200);
        }
        var sixth = owner.post("/record/addresses", form);

        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.html()).contains("id=\"contactEmail-fault\"").contains("value=\"inconnu@example.org\"");
        assertThat(AREA.sql("SELECT count(*) FROM outbox WHERE recipient = 'inconnu@example.org'"))
                .isEqualTo("5");
    }

    /// On a slow machine some of what was used up comes back meanwhile.
    private static void untilSlowed(Supplier<ClientBrowser.Page> attempt) {
        var limited = Stream.generate(attempt).limit(200).anyMatch(page -> page.status() == 429);
        assertThat(limited).isTrue();
    }

    /// Without what is another one each time.
    private static String plain(String text) {
        return text.replaceAll("value=\"[A-Za-z0-9_-]{43}\"", "")
                .replaceAll("(?im)^(date|set-cookie|x-request-id|content-length):.*$", "")
                .replaceAll("=[A-Za-z0-9_-]{43};", "");
    }
}
