package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Text;

/// What the gateway is doing and what people have done to it, in plain words.
public final class AuditWords {

    private AuditWords() {}

    /// @param action as in the audit, such as `pointer.put`
    public static Text of(String action) {
        return switch (action) {
            case "pointer.put" -> new Text("a basculé", "flipped");
            case "space.put", "version.put" -> new Text("a enregistré", "saved");
            case "space.close" -> new Text("a fermé", "closed");
            case "space.removal" -> new Text("a supprimé", "removed");
            case "database.return" -> new Text("a rendu", "gave back");
            case "version.delete", "node.delete" -> new Text("a retiré", "took away");
            case "hold.post" -> new Text("a fermé la porte de", "closed the gate of");
            case "hold.delete" -> new Text("a ouvert la porte de", "opened the gate of");
            case "table.accept" -> new Text("a accepté", "accepted");
            case "migration.request" -> new Text("a noté", "recorded");
            case "space.production" -> new Text("a mis en production", "put into production");
            case "invoice.payment" -> new Text("a noté un paiement de", "recorded a payment of");
            case "invoice.reversal" -> new Text("a annulé un paiement de", "took back a payment of");
            case "invoice.credit-note" -> new Text("a fait un avoir sur", "made a credit note for");
            case "account.invitation" -> new Text("a invité", "invited");
            case "club.rename" -> new Text("a renommé", "renamed");
            case "club.address" -> new Text("a noté l’adresse postale de", "wrote the postal address of");
            case "space.given-up" -> new Text("n’a pas eu", "did not get");
            case "club.merge" -> new Text("a réuni", "merged");
            case "mail.retry" -> new Text("a renvoyé", "sent again");
            case "set-up.quote" -> new Text("a chiffré", "quoted");
            case "set-up.done" -> new Text("a terminé", "finished");
            default -> Text.same(action);
        };
    }

    /// @param status as `/ready` says it
    public static Text readiness(String status) {
        return switch (status) {
            case "ready" -> new Text("Ce nœud est prêt.", "This node is ready.");
            case "degraded" -> new Text("Ce nœud sert de façon réduite.", "This node serves in a reduced way.");
            case "draining" -> new Text("Ce nœud se retire.", "This node is draining.");
            default -> new Text("Ce nœud n’est pas prêt.", "This node is not ready.");
        };
    }

    /// @param condition of a server, as this node sees it
    public static Text condition(String condition) {
        return switch (condition) {
            case "healthy" -> new Text("en état", "healthy");
            case "warming" -> new Text("de retour", "coming back");
            case "ejected" -> new Text("écarté", "ejected");
            case "down" -> new Text("ne répond pas", "down");
            default -> new Text("pas encore vu", "not asked yet");
        };
    }

    public static String mood(String condition) {
        return switch (condition) {
            case "healthy", "warming" -> "good";
            case "ejected", "down" -> "bad";
            default -> "warn";
        };
    }
}
