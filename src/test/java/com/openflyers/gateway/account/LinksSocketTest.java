package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.OTHER_PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static com.openflyers.gateway.account.ClientAreaUnderTest.forgot;
import static com.openflyers.gateway.account.ClientAreaUnderTest.logIn;
import static com.openflyers.gateway.account.ClientAreaUnderTest.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Links that open an account, and what is told by mail (rows 19 and 22 to 35, 68).
class LinksSocketTest {

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    @Test
    void a_link_is_random_kept_as_a_hash_and_opens_once() {
        var browser = asked("unefois");
        var link = AREA.link(email("unefois"), "/password");
        var token = link.substring(link.indexOf('=') + 1);
        assertThat(token).hasSize(43);
        assertThat(
                        AREA.sql(
                                "SELECT account_token::text FROM account_token WHERE account = 'unefois' AND purpose = 'password'"))
                .doesNotContain(token);

        var _ = browser.follow(link);
        assertThat(browser.post("/password", both(OTHER_PASSWORD)).text()).contains("Votre mot de passe est changé");

        assertThat(browser.follow(link).status()).isEqualTo(410);
        assertThat(browser.post("/password", both(PASSWORD)).status()).isEqualTo(410);
    }

    @Test
    void a_link_is_good_for_an_hour() {
        var browser = asked("uneheure");
        var link = AREA.link(email("uneheure"), "/password");
        assertThat(
                        AREA.sql(
                                "SELECT expires_at <= clock_timestamp() + interval '1 hour' FROM account_token WHERE account = 'uneheure' AND purpose = 'password'"))
                .isEqualTo("t");
        var _ = AREA.update(
                "UPDATE account_token SET expires_at = now() - interval '1 second' WHERE account = 'uneheure'");

        assertThat(browser.follow(link).status()).isEqualTo(410);
    }

    @Test
    void a_question_whose_process_died_behind_its_answer_is_answered_by_the_next_look() {
        var _ = AREA.club("interrompu");

        var _ = AREA.update("INSERT INTO password_question (identifier, email) VALUES ('interrompu', '"
                + email("interrompu").toUpperCase(java.util.Locale.ROOT) + "')");

        var browser = AREA.browser();
        var _ = browser.follow(AREA.link(email("interrompu"), "/password"));
        assertThat(browser.post("/password", both(OTHER_PASSWORD)).text()).contains("Votre mot de passe est changé");
        assertThat(AREA.sql("SELECT count(*) FROM password_question WHERE identifier = 'interrompu'"))
                .isEqualTo("0");
    }

    @Test
    void a_question_that_is_claimed_is_left_alone_until_its_lease_is_over() {
        var _ = AREA.club("bail");
        var _ = AREA.update("INSERT INTO password_question (identifier, email, look_at) VALUES ('bail', '"
                + email("bail") + "', now() + interval '1 hour')");
        var _ = forgot(AREA.browser(), "bail");
        var _ = AREA.link(email("bail"), "/password");

        assertThat(AREA.sql("SELECT count(*) FROM password_question WHERE identifier = 'bail'"))
                .isEqualTo("1");
        assertThat(AREA.update("DELETE FROM password_question WHERE identifier = 'bail'"))
                .isEqualTo(1);
    }

    @Test
    void a_new_link_kills_the_former_one() {
        var browser = asked("deuxliens");
        var former = AREA.link(email("deuxliens"), "/password");
        var _ = browser.get("/forgotten");
        var _ = browser.post("/forgotten", Map.of("identifier", "deuxliens", "email", email("deuxliens")));
        var latter = AREA.link(email("deuxliens"), "/password", List.of(former));

        assertThat(browser.follow(former).status()).isEqualTo(410);
        assertThat(browser.follow(latter).status()).isEqualTo(200);
    }

    @Test
    void a_change_of_the_password_kills_the_links() {
        var owner = AREA.club("tuelien");
        var _ = forgot(AREA.browser(), "tuelien");
        var link = AREA.link(email("tuelien"), "/password");
        var _ = owner.get("/record");
        var _ = owner.post("/record/password", Map.of("former", PASSWORD, "password", OTHER_PASSWORD));

        assertThat(AREA.browser().follow(link).status()).isEqualTo(410);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "X-Forwarded-Host", "X-Forwarded-Proto"})
    void a_link_begins_with_the_configured_origin_whatever_the_request_says(String field) {
        var name = "origine-" + field.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", "");
        var _ = AREA.club(name);
        var browser = AREA.browser();
        var _ = browser.get("/forgotten");
        if (!field.equals("Host")) {
            var _ = browser.saying(field, "evil.example");
        }
        var _ = browser.post("/forgotten", Map.of("identifier", name, "email", email(name)));

        assertThat(AREA.link(email(name), "/password"))
                .startsWith("http://client.localhost:" + AREA.edgePort() + "/password?token=");
        // Another host is nobody's here.
        assertThat(AREA.browser("evil.localhost").get("/forgotten").status()).isEqualTo(404);
    }

    @Test
    void a_link_is_not_passed_on_and_following_it_uses_nothing_up() {
        var browser = asked("fuite");
        var link = AREA.link(email("fuite"), "/password");

        var first = browser.getOnly(ClientBrowser.path(link));
        var page = browser.getOnly(first.field("Location"));

        assertThat(first.status()).isEqualTo(303);
        assertThat(first.field("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(first.field("Location")).isEqualTo("/password");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .doesNotContain(link.substring(link.indexOf('=') + 1))
                .doesNotContain("//");
        assertThat(AREA.browser().follow(link).status()).isEqualTo(200);
    }

    @Test
    void asking_for_a_link_changes_nothing() {
        var _ = asked("rien");

        assertThat(logIn(AREA.browser(), "rien", PASSWORD).text()).contains("rien.localhost");
    }

    @Test
    void after_a_reset_nobody_is_logged_in_and_everybody_is_told() {
        var owner = AREA.club("reset");
        AREA.confirmClub("reset");
        var other = AREA.browser();
        var _ = forgot(other, "reset");
        var _ = other.follow(AREA.link(email("reset"), "/password"));

        var done = other.post("/password", both(OTHER_PASSWORD));

        assertThat(done.path()).startsWith("/login");
        assertThat(other.get("/spaces").path()).startsWith("/login");
        assertThat(owner.get("/spaces").path()).startsWith("/login");
        com.openflyers.gateway.testing.Futures.until(
                "both letters",
                () -> java.util.stream.Stream.of(email("reset"), "club.reset@example.org")
                        .allMatch(to -> AREA.mails(to).stream()
                                .anyMatch(mail -> mail.subject().equals("Votre mot de passe a été changé"))));
    }

    @Test
    void the_first_password_of_an_invited_club_is_chosen_and_no_password_was_changed() {
        AREA.oldClub("invitee");
        var browser = AREA.browser();
        var _ = browser.follow(AREA.link(email("invitee"), "/password"));

        var done = browser.post("/password", both(PASSWORD));

        assertThat(done.text()).contains("Votre mot de passe est choisi");
        com.openflyers.gateway.testing.Futures.until(
                "both letters",
                () -> java.util.stream.Stream.of(email("invitee"), "club.invitee@example.org")
                        .allMatch(to -> AREA.mails(to).stream()
                                .anyMatch(mail -> mail.subject().equals("Votre mot de passe est choisi"))));
        assertThat(AREA.mails(email("invitee")))
                .noneMatch(
                        mail -> mail.subject().contains("changé") || mail.text().contains("changé"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.fr\r\nBcc: x@y.fr",
                "\"a b\"@example.org",
                "a@b.fr,c@d.fr",
                "a@[127.0.0.1]",
                "<script>@example.org",
                "nobody",
                "a@b\u0000.fr"
            })
    void what_is_no_address_is_refused_beside_its_field(String address) {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var form = new HashMap<>(signUp("injecte"));
        form.put("contactEmail", address);

        var refused = browser.post("/sign-up", form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html()).contains("id=\"contactEmail-fault\"");
        assertThat(AREA.sql("SELECT count(*) FROM sign_up WHERE name = 'injecte'"))
                .isEqualTo("0");
    }

    @Test
    void a_line_break_in_a_name_reaches_no_mail() {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var form = new HashMap<>(signUp("saut"));
        form.put("club", "Club\r\nBcc: x@y.fr");

        assertThat(browser.post("/sign-up", form).status()).isEqualTo(422);
    }

    @Test
    void who_signs_up_with_somebody_elses_address_has_nothing_once_the_owner_does() {
        var attacker = AREA.browser();
        var _ = attacker.get("/sign-up");
        var form = new HashMap<>(signUp("convoitise"));
        form.put("password", OTHER_PASSWORD);
        form.put("contactEmail", "Victime@Example.org");
        var _ = attacker.post("/sign-up", form);
        var former = AREA.link("Victime@Example.org", "/confirm");
        var owner = AREA.browser();
        var _ = owner.get("/sign-up");
        form.put("password", PASSWORD);
        form.put("contactEmail", "victime@example.org");
        assertThat(owner.post("/sign-up", form).text()).contains("Regardez votre courrier");

        assertThat(owner.follow(former).status()).isEqualTo(410);
        var _ = owner.follow(AREA.link("victime@example.org", "/confirm"));
        assertThat(AREA.confirm(owner).text()).contains("est prêt");

        assertThat(logIn(attacker, "convoitise", OTHER_PASSWORD).text()).contains("n’est pas juste");
        assertThat(logIn(owner, "convoitise", PASSWORD).text()).contains("convoitise.localhost");
    }

    @Test
    void a_form_acts_on_the_link_that_it_was_shown_for_and_on_no_other() {
        var browser = asked("onglet-un");
        var _ = forgot(browser("onglet-deux"), "onglet-deux");
        var _ = browser.follow(AREA.link(email("onglet-un"), "/password"));
        var first = browser.link();
        var _ = browser.follow(AREA.link(email("onglet-deux"), "/password"));
        var form = new HashMap<>(both(OTHER_PASSWORD));

        form.put("link", first);
        var refused = browser.post("/password", form);
        form.put("link", "");
        var silent = browser.post("/password", form);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("Un autre lien a été ouvert");
        assertThat(silent.status()).isEqualTo(409);
        for (var name : List.of("onglet-un", "onglet-deux")) {
            assertThat(logIn(AREA.browser(), name, PASSWORD).text()).contains(name + ".localhost");
        }
        assertThat(browser.post("/password", both(OTHER_PASSWORD)).text()).contains("est changé");
        assertThat(logIn(AREA.browser(), "onglet-deux", OTHER_PASSWORD).text()).contains("onglet-deux.localhost");
    }

    @Test
    void the_forms_of_a_sign_up_and_of_an_address_say_their_link_as_well() {
        var owner = AREA.club("autre-lien");
        var _ = owner.follow(AREA.link("club.autre-lien@example.org", "/address"));
        var confirming = AREA.browser();
        var _ = confirming.get("/sign-up");
        var _ = confirming.post("/sign-up", signUp("autre-essai"));
        var _ = confirming.follow(AREA.link(email("autre-essai"), "/confirm"));

        assertThat(owner.post("/address", Map.of("link", "another")).status()).isEqualTo(409);
        assertThat(confirming.post("/confirm", Map.of("link", "another")).status())
                .isEqualTo(409);

        assertThat(owner.post("/address", Map.of()).text()).contains("en place");
        assertThat(AREA.confirm(confirming).text()).contains("est prêt");
    }

    /// Of a new club, before it has forgotten anything.
    private static ClientBrowser browser(String name) {
        var _ = AREA.club(name);
        return AREA.browser();
    }

    @Test
    void of_two_who_use_one_link_at_once_one_succeeds() throws Exception {
        var browser = asked("course-au-lien");
        var _ = browser.follow(AREA.link(email("course-au-lien"), "/password"));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(_ -> () -> browser.moved()
                            .postOnly("/password", both(OTHER_PASSWORD))
                            .status())
                    .toList());
            assertThat(all)
                    .extracting(status -> status.resultNow())
                    .filteredOn(status -> status == 303)
                    .hasSize(1);
        }
    }

    /// Of a new club that has forgotten its password.
    private static ClientBrowser asked(String name) {
        var _ = AREA.club(name);
        return forgot(AREA.browser(), name);
    }

    private static Map<String, String> both(String password) {
        return Map.of("password", password, "again", password);
    }
}
