package com.openflyers.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "à faire : rien | à faire_: rien",
                "oublié ? | oublié_?",
                "voilà ! Et puis ; ensuite | voilà_! Et puis_; ensuite",
                "le club « Les Ailes » | le club «_Les Ailes_»",
                "40 € par an | 40_€ par an",
                "du %s au %s | du %s au %s",
                "http://club.localhost:8080/?a=1 | http://club.localhost:8080/?a=1"
            })
    void no_line_is_broken_before_french_punctuation(String typed, String shown) {
        assertThat(new Text(typed, typed).in(Language.FRENCH)).isEqualTo(shown.replace('_', '\u00a0'));
        assertThat(new Text(typed, typed).in(Language.ENGLISH)).isEqualTo(typed);
    }
}
