package com.openflyers.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.http.Submission.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void a_form_is_given_back_in_the_order_of_its_fields() {
        var sent = Submission.parse(FORM, "b=1&a=x+y%26z&b=2&empty=&flag".getBytes(UTF_8), true);

        assertThat(sent.entries())
                .containsExactly(
                        new Entry("b", "1"),
                        new Entry("a", "x y&z"),
                        new Entry("b", "2"),
                        new Entry("empty", ""),
                        new Entry("flag", ""));
        assertThat(sent.cut()).isFalse();
        assertThat(sent.toJson().getJsonArray("b")).containsExactly("1", "2");
    }

    @Test
    void accents_are_read_in_the_character_set_of_the_page_they_were_typed_into() {
        var utf8 = Submission.parse(FORM + "; charset=UTF-8", "n=%C3%A9t%C3%A9".getBytes(UTF_8), true);
        var latin1 = Submission.parse(FORM, "n=\u00e9t%E9".getBytes(ISO_8859_1), true);

        assertThat(utf8.entries()).containsExactly(new Entry("n", "été"));
        assertThat(latin1.entries()).containsExactly(new Entry("n", "été"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pass", "Password", "user_pwd", "mdp", "mot_de_passe", "csrf-token", "api.secret"})
    void secrets_are_not_shown(String name) {
        var sent = Submission.parse(FORM, (name + "=geheim").getBytes(UTF_8), true);

        assertThat(sent.entries()).containsExactly(new Entry(name, Submission.MASK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"passager", "passenger", "passeport", "compteur"})
    void what_only_looks_like_a_secret_is_shown(String name) {
        var sent = Submission.parse(FORM, (name + "=Paul").getBytes(UTF_8), true);

        assertThat(sent.entries()).containsExactly(new Entry(name, "Paul"));
    }

    @Test
    void json_is_given_back_by_the_paths_to_its_values() {
        var json = "{\"a\":{\"b\":[1,{\"password\":\"x\"}],\"c\":null},\"d\":true}";

        var sent = Submission.parse("application/json", json.getBytes(UTF_8), true);

        assertThat(sent.entries())
                .containsExactly(
                        new Entry("a.b[0]", "1"),
                        new Entry("a.b[1].password", Submission.MASK),
                        new Entry("a.c", ""),
                        new Entry("d", "true"));
    }

    @Test
    void json_that_was_cut_off_and_files_have_nothing_to_show() {
        assertThat(Submission.parse("application/json", "{\"a\":".getBytes(UTF_8), false)
                        .entries())
                .isEmpty();
        assertThat(Submission.parse("application/pdf", new byte[] {1, 2}, true).entries())
                .isEmpty();
        assertThat(Submission.parse(null, new byte[0], true).entries()).isEmpty();
    }

    @Test
    void what_is_longer_than_any_form_is_cut() {
        var sent = Submission.parse(FORM, "a=1&".repeat(1000).getBytes(UTF_8), true);

        assertThat(sent.entries()).hasSize(200);
        assertThat(sent.cut()).isTrue();
    }

    @Test
    void json_nested_without_end_is_read_to_a_depth_and_no_further() {
        var sent = Submission.parse("application/json", ("[".repeat(900) + "]".repeat(900)).getBytes(UTF_8), true);

        assertThat(sent.entries()).isEmpty();
    }
}
