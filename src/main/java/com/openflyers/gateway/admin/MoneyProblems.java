package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;

/// What an operator is told about invoices and payments when nothing is done.
final class MoneyProblems {

    private MoneyProblems() {}

    static Problem unknownInvoice(String number) {
        return Problems.notFound("La facture " + number + " n’existe pas.", "There is no invoice " + number + ".");
    }

    static Problem knownPayment() {
        return Problem.of(
                409,
                "payment-known",
                new Text("Paiement déjà noté", "Payment recorded before"),
                new Text(
                        "Ce virement ou ce chèque est déjà noté sur cette facture.",
                        "That transfer or cheque is on this invoice already."));
    }

    static Problem tooMuch(long remainder) {
        return Problem.of(
                        409,
                        "payment-too-much",
                        new Text("Plus que le reste à payer", "More than what remains"),
                        new Text(
                                "Il reste moins que cela à payer sur cette facture : voyez avec le club.",
                                "Less than that remains to be paid on this invoice: speak with the club."))
                .with("remainderCents", remainder);
    }

    static Problem notPaid(long paid) {
        return Problem.of(
                        409,
                        "payment-not-there",
                        new Text("Plus que ce qui a été payé", "More than what was paid"),
                        new Text(
                                "Moins que cela a été payé sous cette référence : vérifiez le moyen, la référence et le montant.",
                                "Less than that was paid under this reference: check the method, the reference and the amount."))
                .with("paidCents", paid);
    }

    static Problem creditNote() {
        return Problem.of(
                409,
                "credit-note",
                new Text("C’est un avoir", "It is a credit note"),
                new Text("Un avoir ne se corrige pas par un avoir.", "A credit note is not corrected by another."));
    }

    static Problem notCharged(long most) {
        return Problem.of(
                        409,
                        "credit-too-much",
                        new Text("Plus que la facture", "More than the invoice"),
                        new Text(
                                "Il reste moins que cela, hors taxes, sur cette facture et ses avoirs.",
                                "This invoice and its credit notes leave less than that, without VAT."))
                .with("netCents", most);
    }
}
