package com.openflyers.gateway.billing;

import com.openflyers.gateway.http.Text;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An invoice, or a credit note if its total is below zero. It never changes; what was paid is counted beside it.
///
/// @param number     such as `2026-0001`
/// @param buyer      name and address, in lines
/// @param vatPercent of all lines
/// @param paid       so far; of a credit note, what has been set against other invoices
/// @param corrects   number of the invoice that a credit note is about; null if it is about none
/// @param corrected  what credit notes have taken off it so far
public record Invoice(
        String number,
        long club,
        String cause,
        LocalDate issuedOn,
        LocalDate dueOn,
        Seller seller,
        String buyer,
        long net,
        int vatPercent,
        long vat,
        long total,
        long paid,
        @Nullable String corrects,
        Corrected corrected,
        List<Line> lines) {

    /// @param cents without VAT
    public record Line(Text what, long cents) {

        public JsonObject json() {
            return new JsonObject()
                    .put("text", what.french())
                    .put("english", what.english())
                    .put("cents", cents);
        }
    }

    /// Credit notes about an invoice.
    ///
    /// @param notes   their numbers, the first one first
    /// @param cents   they come to
    /// @param settled what of that is set against the invoice itself, and so counts as paid without ever coming in
    public record Corrected(List<String> notes, long cents, long settled) {

        static final Corrected NOT = new Corrected(List.of(), 0, 0);

        public Corrected {
            notes = List.copyOf(notes);
        }
    }

    public enum Standing {
        OPEN("à payer", "to be paid"),
        OVERDUE("en retard", "overdue"),
        PAID("payée", "paid"),
        /// Credit notes have taken all of it back, whatever was paid before.
        CANCELLED("annulée", "cancelled"),
        CREDIT("avoir", "credit note");

        private final Text words;

        Standing(String french, String english) {
            words = new Text(french, english);
        }

        public Text words() {
            return words;
        }
    }

    public Invoice {
        lines = List.copyOf(lines);
    }

    /// What it is called.
    public Text title() {
        return isCredit()
                ? new Text("Avoir " + number, "Credit note " + number)
                : new Text("Facture " + number, "Invoice " + number);
    }

    public boolean isCredit() {
        return total < 0;
    }

    /// What is still to be paid; 0 for a credit note.
    public long remainder() {
        return Math.max(0, total - paid);
    }

    /// What a credit note still has for other invoices; 0 for an invoice.
    long leftOver() {
        return Math.max(0, -total - paid);
    }

    /// What has come in, or was set against it from elsewhere; of a credit note, what was set against other invoices.
    public long received() {
        return paid - corrected.settled();
    }

    public boolean isCancelled() {
        return !isCredit() && !corrected.notes().isEmpty() && corrected.cents() >= total && remainder() == 0;
    }

    public boolean isOverdue(LocalDate today) {
        return remainder() > 0 && today.isAfter(dueOn);
    }

    public Standing standing(LocalDate today) {
        if (isCredit()) {
            return Standing.CREDIT;
        }
        if (remainder() == 0) {
            return isCancelled() ? Standing.CANCELLED : Standing.PAID;
        }
        return isOverdue(today) ? Standing.OVERDUE : Standing.OPEN;
    }
}
