package com.openflyers.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | HTML
            */*                                                            | TEXT
            image/avif,image/webp,*/*;q=0.8                                | TEXT
            application/json                                               | JSON
            application/problem+json                                       | JSON
            APPLICATION/JSON ; charset=utf-8                               | JSON
            application/json, text/plain, */*                              | JSON
            application/json;q=0.5, text/html;q=0.9                        | HTML
            application/json;q=0.901, text/html;q=0.9                      | JSON
            text/html;q=0, */*                                             | TEXT
            text/html;q=0, application/json;q=0                            | TEXT
            text/html;q=0.1                                                | HTML
            text/plain;q=0.2, text/html;q=0.1                              | TEXT
            text/plain, text/html                                          | HTML
            text/*                                                         | TEXT
            application/*                                                  | JSON
            text/html;q=0.4, text/*;q=0.9                                  | TEXT
            text/html;level=1;q=1.000                                      | HTML
            text/html;q=2, application/json;q=0.1                          | JSON
            text/html;q=nonsense                                           | TEXT
            image/png                                                      | TEXT
            , ;,;q=1,                                                      | TEXT
            """)
    void the_form_is_the_one_that_the_reader_likes_best(String accept, Form form) {
        assertThat(Form.preferred(accept)).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fr                           | FRENCH
            fr-CA,en;q=0.9               | FRENCH
            en-GB,en;q=0.9,fr;q=0.8      | ENGLISH
            en;q=0.5,fr;q=0.6            | FRENCH
            en,fr                        | ENGLISH
            fr,en                        | FRENCH
            EN                           | ENGLISH
            de-DE,de;q=0.9,en;q=0.1      | ENGLISH
            de,*;q=0.5                   | FRENCH
            de                           | FRENCH
            en;q=0                       | FRENCH
            eng                          | FRENCH
            """)
    void the_language_is_the_one_that_the_reader_likes_best(String accept, Language language) {
        assertThat(Language.preferred(accept)).isEqualTo(language);
    }

    @Test
    void without_a_wish_it_is_plain_text_in_french() {
        assertThat(Form.preferred(null)).isEqualTo(Form.TEXT);
        assertThat(Language.preferred(null)).isEqualTo(Language.FRENCH);
        assertThat(Form.preferred("")).isEqualTo(Form.TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html;q=0.5,", "a/b;q=1.0;x=\"", ";;;;"})
    void a_long_field_costs_no_more_than_a_short_one(String member) {
        assertThat(Weighted.parse((member + ",").repeat(10_000))).hasSizeLessThanOrEqualTo(50);
    }
}
