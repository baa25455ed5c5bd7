package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fields as long as a head may be, which only a reader that neither nests nor steps back gets through.
class ForwardedFieldTest {

    private static final int LONG = 32_000;

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String PAIR =
            TOKEN + "=(?:" + TOKEN + "|\"(?:[^\"\\\\\\x00-\\x1F\\x7F]|\\\\[^\\x00-\\x1F\\x7F])*+\")";
    private static final String ELEMENT = PAIR + "(?:;" + PAIR + ")*+";
    private static final Pattern GRAMMAR = Pattern.compile(ELEMENT + "(?:,[ \\t]*+" + ELEMENT + ")*+");

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00e9", " ", "\\\\", "\\\"", "\\a", ",", ";", "=", "a=b;"})
    void a_long_quoted_value_is_sound_and_a_fault_at_its_end_is_seen(String part) {
        var content = part.repeat(LONG / part.length());

        assertThat(ForwardedField.isSound("for=1.2.3.4;x=\"" + content + "\"")).isTrue();
        assertThat(ForwardedField.isSound("x=\"" + content)).isFalse();
        assertThat(ForwardedField.isSound("x=\"" + content + "\\\"")).isFalse();
        assertThat(ForwardedField.isSound("x=\"" + content + "\\")).isFalse();
        assertThat(ForwardedField.isSound("x=\"" + content + "\u007f\"")).isFalse();
        assertThat(ForwardedField.isSound("x=\"" + content + "\"y")).isFalse();
        assertThat(ForwardedField.isSound("for=\"" + content + "\"")).isFalse();
    }

    @Test
    void long_names_values_and_lists_are_sound_and_a_fault_at_their_end_is_seen() {
        var token = "a".repeat(LONG);
        var node = "_" + token;
        var elements = "for=1.2.3.4, ".repeat(LONG / 13);
        var names = new StringBuilder();
        for (var i = 0; i < LONG / 8; i++) {
            names.append('n').append(i).append("=1;");
        }

        assertThat(ForwardedField.isSound(token + "=1")).isTrue();
        assertThat(ForwardedField.isSound("x=" + token)).isTrue();
        assertThat(ForwardedField.isSound("for=" + node)).isTrue();
        assertThat(ForwardedField.isSound("for=\"" + node + ":" + node + "\"")).isTrue();
        assertThat(ForwardedField.isSound(elements + "for=1.2.3.4")).isTrue();
        assertThat(ForwardedField.isSound(names + "for=1.2.3.4")).isTrue();
        assertThat(ForwardedField.isSound("x=1," + " ".repeat(LONG) + "x=1")).isTrue();

        assertThat(ForwardedField.isSound(token)).isFalse();
        assertThat(ForwardedField.isSound("for=" + node + "!")).isFalse();
        assertThat(ForwardedField.isSound("for=\"[" + ":".repeat(LONG) + "\"")).isFalse();
        assertThat(ForwardedField.isSound("for=\"" + node + ":" + node + "!\"")).isFalse();
        assertThat(ForwardedField.isSound(elements)).isFalse();
        assertThat(ForwardedField.isSound(names.toString())).isFalse();
        assertThat(ForwardedField.isSound(names + "n0=1")).isFalse();
        assertThat(ForwardedField.isSound("x=1," + " ".repeat(LONG))).isFalse();
    }

    /// The names here are neither `for` nor `by`, and too many to meet twice in an element but by design.
    @Test
    void what_is_sound_is_what_the_grammar_says() {
        var random = new Random(7239);
        var sound = 0;
        for (var i = 0; i < 50_000; i++) {
            var field = generated(random);
            var says = GRAMMAR.matcher(field).matches();

            assertThat(ForwardedField.isSound(field)).as(field).isEqualTo(says);
            sound += says ? 1 : 0;
        }
        assertThat(sound).isBetween(5_000, 45_000);
    }

    /// Pairs of the grammar, of which some lose or gain an octet.
    private static String generated(Random random) {
        var pieces = new ArrayList<String>();
        for (var pairs = random.nextInt(1, 4); pairs > 0; pairs--) {
            var value = random.nextBoolean()
                    ? "v"
                    : '"' + noise(random, "v \\\\\\\\;,=\u00e9").replace("\"", "") + '"';
            pieces.add("n" + random.nextLong(Long.MAX_VALUE) + "=" + value);
            pieces.add(random.nextBoolean() ? ";" : "," + " \t".repeat(random.nextInt(2)));
        }
        pieces.removeLast();
        var field = new StringBuilder(String.join("", pieces));
        if (random.nextBoolean()) {
            var at = random.nextInt(field.length());
            if (random.nextBoolean()) {
                field.deleteCharAt(at);
            } else {
                field.insert(at, noise(random, "\"\\;,= \t\u0000\u007f\u00e9v"));
            }
        }
        return field.toString();
    }

    private static String noise(Random random, String alphabet) {
        var noise = new StringBuilder();
        for (var length = random.nextInt(4); length > 0; length--) {
            noise.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return noise.toString();
    }
}
