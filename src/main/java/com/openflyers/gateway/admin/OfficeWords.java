package com.openflyers.gateway.admin;

import com.openflyers.gateway.billing.Invoice;
import com.openflyers.gateway.billing.SetUpPackage;
import com.openflyers.gateway.db.StoredEnum;
import com.openflyers.gateway.http.Text;

/// Where an account, an invoice, a set-up package or a mail is, in plain words and with a colour.
public final class OfficeWords {

    private OfficeWords() {}

    /// @param place of an account's space, as the API says it
    public static Text place(String place) {
        return switch (place) {
            case "there" -> new Text("en service", "in service");
            case "in-the-making" -> new Text("en préparation", "in the making");
            default -> new Text("fermé", "closed");
        };
    }

    /// @param standing of an invoice, as the API says it
    public static Text standing(String standing) {
        return StoredEnum.constant(Invoice.Standing.class, standing).words();
    }

    /// @param method of a payment, as the API says it
    public static Text method(String method) {
        return switch (method) {
            case "cheque" -> new Text("par chèque", "by cheque");
            case "credit" -> new Text("par avoir", "by credit note");
            default -> new Text("par virement", "by transfer");
        };
    }

    public static Text of(SetUpPackage.State state) {
        return switch (state) {
            case ORDERED -> new Text("commandé, à chiffrer", "ordered, to be quoted");
            case QUOTED -> new Text("chiffré, attend le club", "quoted, waits for the club");
            case ACCEPTED -> new Text("accepté, à faire", "accepted, to be done");
            case DONE -> new Text("terminé", "done");
            case DECLINED -> new Text("annulé", "cancelled");
        };
    }

    /// @param state of a mail, as the API says it
    public static Text mail(String state) {
        return switch (state) {
            case "sent" -> new Text("envoyé", "sent");
            case "dead" -> new Text("abandonné", "given up");
            default -> new Text("en attente", "waiting");
        };
    }

    /// @param word any of the above
    public static String mood(String word) {
        return switch (word) {
            case "there", "paid", "sent", "DONE" -> "good";
            case "overdue", "dead" -> "bad";
            case "ORDERED", "ACCEPTED", "in-the-making", "waiting" -> "going";
            default -> "over";
        };
    }
}
