package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.OTHER_PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static com.openflyers.gateway.account.ClientAreaUnderTest.logIn;
import static com.openflyers.gateway.account.ClientAreaUnderTest.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a password may be, and how it is kept (rows 1 to 12).
class PasswordsSocketTest {

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    @Test
    void fifteen_characters_are_enough_and_fourteen_are_not() {
        assertThat(faultOf("x2 y3 z4 a5 b6")).contains("Au moins 15");
        assertThat(faultOf("x2 y3 z4 a5 b6 ")).isEmpty();
        // Eight of them, however many bytes.
        assertThat(faultOf("🛩🛫🛬🪂🚁✈🛰🚀")).contains("Au moins 15");
    }

    @Test
    void a_long_password_counts_to_its_last_character_and_one_that_is_too_long_is_refused() {
        for (var length : List.of(64, 72, 73, 200)) {
            var password = random(length);
            var name = "long-" + length;
            signUpWith(name, password);

            assertThat(logIn(AREA.browser(), name, password.substring(0, length - 1) + "!")
                            .text())
                    .contains("n’est pas juste");
            assertThat(logIn(AREA.browser(), name, password).text()).contains(name + ".localhost");
        }
        assertThat(faultOf(random(257))).contains("Au plus 256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"aaaaaaaaaaaaaaaaq7", "il pleut sur la piste", "\"'); DROP TABLE account", "飛行機は雲の上を静かに飛んでいく"})
    void no_kind_of_character_is_asked_for_or_refused(String password) {
        assertThat(faultOf(password)).isEmpty();
    }

    @Test
    void a_password_is_what_was_typed_but_for_its_unicode_form() {
        signUpWith("exact", "Le ﬁlet de la biroute ");

        assertThat(logIn(AREA.browser(), "exact", "Le ﬁlet de la biroute").text())
                .contains("n’est pas juste");
        assertThat(logIn(AREA.browser(), "exact", "le ﬁlet de la biroute ").text())
                .contains("n’est pas juste");
        assertThat(logIn(AREA.browser(), "exact", "Le filet de la biroute ").text())
                .contains("exact.localhost");
    }

    @Test
    void a_common_password_is_refused_at_sign_up_at_change_and_at_reset() throws Exception {
        var common = new String(
                        PasswordRules.class
                                .getResourceAsStream("/account/common-passwords.txt")
                                .readAllBytes(),
                        StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(common).hasSizeGreaterThan(3000);
        var browser = AREA.club("liste");
        var _ = browser.get("/forgotten");
        var _ = browser.post("/forgotten", Map.of("identifier", "liste", "email", email("liste")));
        var reset = AREA.browser();
        var _ = reset.follow(AREA.link(email("liste"), "/password"));

        for (var index : IntStream.range(0, 20).map(step -> step * 149).toArray()) {
            var known = common.get(index);
            assertThat(faultOf(known)).as(known).contains("listes");
            assertThat(PasswordRules.fault(known.toUpperCase(java.util.Locale.ROOT), List.of()))
                    .isPresent();
            assertThat(reset.post("/password", Map.of("password", known, "again", known))
                            .text())
                    .contains("listes");
        }
        var change = browser.post(
                "/record/password",
                Map.of("token", tokenOf(browser, "/record"), "former", PASSWORD, "password", common.getFirst()));
        assertThat(change.text()).contains("listes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openflyers-2026",
                "curieux-curieux1",
                "curieuxopenflyers",
                "Jeanne Martin 26",
                "OpenFlyers curieux"
            })
    void a_password_about_its_owner_or_about_us_is_refused(String password) {
        assertThat(faultOf("curieux", password)).isNotEmpty();
    }

    @Test
    void changing_needs_the_former_password_and_a_wrong_one_counts() {
        var browser = AREA.club("changeur");
        var token = tokenOf(browser, "/record");

        var without =
                browser.post("/record/password", Map.of("token", token, "former", "", "password", OTHER_PASSWORD));
        var wrong = browser.post(
                "/record/password", Map.of("token", token, "former", OTHER_PASSWORD, "password", OTHER_PASSWORD));

        assertThat(without.status()).isEqualTo(422);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(AREA.sql("SELECT failures FROM account WHERE name = 'changeur'"))
                .isEqualTo("2");
        assertThat(browser.post(
                                "/record/password",
                                Map.of("token", token, "former", PASSWORD, "password", OTHER_PASSWORD))
                        .text())
                .contains("Le mot de passe est changé");
        assertThat(logIn(AREA.browser(), "changeur", OTHER_PASSWORD).text()).contains("changeur.localhost");
    }

    @Test
    void a_password_manager_finds_its_way() {
        assertThat(AREA.browser().get("/login").html())
                .contains("type=\"password\"")
                .contains("autocomplete=\"username\"")
                .contains("autocomplete=\"current-password\"");
        assertThat(AREA.browser().get("/sign-up").html()).contains("autocomplete=\"new-password\"");
    }

    @Test
    void a_password_is_stored_as_a_salted_slow_hash_with_its_cost() {
        signUpWith("sel", PASSWORD);
        signUpWith("poivre", PASSWORD);

        var salt = AREA.sql("SELECT password FROM account WHERE name = 'sel'");
        assertThat(salt).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(AREA.sql("SELECT password FROM account WHERE name = 'poivre'"))
                .isNotEqualTo(salt);
        assertThat(AREA.sql("SELECT count(*) FROM sign_up WHERE name = 'sel'")).isEqualTo("0");
    }

    @Test
    void a_hash_of_another_cost_is_made_anew_at_the_next_login() {
        signUpWith("ancien", PASSWORD);
        var cheap = com.password4j.Password.hash(PASSWORD)
                .addRandomSalt()
                .with(com.password4j.Argon2Function.getInstance(8192, 1, 1, 32, com.password4j.types.Argon2.ID))
                .getResult();
        var _ = AREA.update("UPDATE account SET password = '" + cheap + "' WHERE name = 'ancien'");

        assertThat(logIn(AREA.browser(), "ancien", PASSWORD).text()).contains("ancien.localhost");

        assertThat(AREA.sql("SELECT password FROM account WHERE name = 'ancien'"))
                .contains("m=19456,t=2,p=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "root", "aeroclub", "openflyers"})
    void there_is_no_account_that_nobody_made(String name) {
        for (var password : List.of("admin", "password", name, "")) {
            assertThat(logIn(AREA.browser(), name, password).text()).contains("n’est pas juste");
        }
    }

    private static void signUpWith(String name, String password) {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var form = new HashMap<>(signUp(name));
        form.put("password", password);
        assertThat(browser.post("/sign-up", form).text()).contains("Regardez votre courrier");
        var _ = browser.follow(AREA.link(email(name), "/confirm"));
        assertThat(AREA.confirm(browser).text()).contains("est prêt");
    }

    private static String faultOf(String password) {
        return faultOf("quelconque", password);
    }

    private static String faultOf(String name, String password) {
        return PasswordRules.fault(
                        password,
                        SignUpForm.about(
                                name,
                                "Club " + name,
                                new com.openflyers.gateway.registry.Contact(
                                        "club@example.org",
                                        "Jeanne Martin",
                                        email(name),
                                        com.openflyers.gateway.registry.Contact.Language.FR)))
                .map(com.openflyers.gateway.http.Text::french)
                .orElse("");
    }

    private static String tokenOf(ClientBrowser browser, String path) {
        var _ = browser.get(path);
        return browser.token();
    }

    private static String random(int length) {
        return IntStream.range(0, length)
                .mapToObj(index -> String.valueOf((char) ('a' + (index * 7 + index / 3) % 26)))
                .collect(java.util.stream.Collectors.joining());
    }
}
