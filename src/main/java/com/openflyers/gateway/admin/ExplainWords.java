package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.upstream.Condition;
import io.vertx.core.json.JsonObject;

/// What nodes do with a request for a space, in plain words.
public final class ExplainWords {

    private ExplainWords() {}

    /// @param decides what another node would do, compared with this one
    public static Text decides(String decides) {
        return switch (decides) {
            case "same" -> new Text("pareil", "the same");
            case "older" -> new Text("encore l’état d’avant", "still the state before");
            default -> new Text("silencieux", "silent");
        };
    }

    /// What this node does with a request for the space.
    ///
    /// @param here as [ExplainRoutes] says it to programs, in English
    public static Text decision(JsonObject here) {
        var version = here.getString("version", "");
        var french = switch (here.getString("decision", "")) {
            case "hold" -> "l’espace est en attente : les requêtes patientent";
            case "refuse" -> "le service de l’espace est interrompu : la passerelle répond 503";
            case "no-upstream" -> "la version " + version + " n’a pas de serveur : la passerelle répond 503";
            case "forward" ->
                anyHealthy(here)
                        ? "le pointeur de l’espace mène à la version " + version
                        : "le pointeur mène à la version " + version
                                + ", dont aucun serveur ne semble répondre : l’un d’eux est essayé tout de même";
            default -> "aucun espace n’a cette adresse : la passerelle répond 404";
        };
        return new Text(french, here.getString("why", ""));
    }

    private static boolean anyHealthy(JsonObject here) {
        return Rows.of(here, "upstreams").stream()
                .anyMatch(upstream -> Condition.valueOf(VersionBody.upper(upstream.getString("condition", "unchecked")))
                        .healthy());
    }
}
