package com.openflyers.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainWordsTest {

    @ParameterizedTest
    @CsvSource({"hold, patientent", "refuse, 503", "no-upstream, pas de serveur", "unknown, 404"})
    void each_decision_is_said_in_french_and_in_the_words_of_the_api(String decision, String said) {
        var words = ExplainWords.decision(here(decision));

        assertThat(words.french()).contains(said);
        assertThat(words.english()).isEqualTo("why");
    }

    @Test
    void a_version_of_which_no_server_is_healthy_is_named_as_such() {
        var healthy = ExplainWords.decision(here("forward").put("upstreams", upstream("healthy")));
        var down = ExplainWords.decision(here("forward").put("upstreams", upstream("down")));

        assertThat(healthy.french()).endsWith("la version 2.0");
        assertThat(down.french()).contains("la version 2.0, dont aucun serveur ne semble répondre");
    }

    private static JsonObject here(String decision) {
        return new JsonObject().put("decision", decision).put("version", "2.0").put("why", "why");
    }

    private static JsonArray upstream(String condition) {
        return new JsonArray().add(new JsonObject().put("condition", condition));
    }
}
