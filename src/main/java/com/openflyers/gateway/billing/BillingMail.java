package com.openflyers.gateway.billing;

import com.openflyers.gateway.account.ClubPost;
import com.openflyers.gateway.mail.Draft;
import com.openflyers.gateway.mail.Letter;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.route.Space.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/// Writes to the club about its invoices, at both its addresses, in the transaction of the cause.
final class BillingMail {

    private final ClubPost post;
    private final Spaces spaces;
    private final LetterLayout layout;
    private final URI home;

    /// @param home the client area, where links lead
    BillingMail(Spaces spaces, LetterLayout layout, URI home) {
        this.post = new ClubPost(spaces, new Outbox());
        this.spaces = spaces;
        this.layout = layout;
        this.home = home;
    }

    Future<Void> inProduction(SqlConnection tx, RegisteredSpace space, Optional<Invoice> invoice, Instant at) {
        return write(tx, space, to -> {
            var draft = new Draft(to, "Votre espace est en production", "Your space is in production")
                    .about(space.club().name())
                    .paragraph(
                            "La facturation est lancée : l’espace est en production dès maintenant. Son adresse ne change pas, vos membres ne remarquent rien.",
                            "Billing has started: the space is in production from now on. Its address stays, your members notice nothing.")
                    .fact("Espace", "Space", space.host())
                    .fact("Version", "Version", space.version());
            invoice.ifPresent(made -> total(draft, made));
            return draft.letter(layout, "production " + space.name() + " " + at);
        });
    }

    Future<Void> invoice(SqlConnection tx, RegisteredSpace space, Invoice invoice) {
        return write(tx, space, to -> {
            var draft = (invoice.isCredit()
                            ? new Draft(to, "Votre avoir " + invoice.number(), "Your credit note " + invoice.number())
                            : new Draft(to, "Votre facture " + invoice.number(), "Your invoice " + invoice.number()))
                    .about(space.club().name());
            draft.items(invoice.lines().stream()
                    .map(line -> line.what().in(to.language()))
                    .toList());
            total(draft, invoice);
            return draft.letter(layout, "invoice " + invoice.number());
        });
    }

    private void total(Draft draft, Invoice invoice) {
        var language = draft.language();
        draft.attach(invoice.number());
        draft.fact(
                invoice.isCredit() ? "Avoir" : "Facture",
                invoice.isCredit() ? "Credit note" : "Invoice",
                invoice.number());
        draft.fact("Total TTC", "Total incl. VAT", Money.of(invoice.total(), language));
        if (invoice.isCredit()) {
            draft.paragraph(
                    "Cet avoir se déduit de ce qui vous reste à payer, ou de votre prochaine facture.",
                    "This credit note is deducted from what you still have to pay, or from your next invoice.");
        } else {
            draft.fact("À payer avant le", "To be paid by", Money.day(invoice.dueOn(), language));
            draft.paragraph(
                    "Vous pouvez payer par virement ou par chèque, en rappelant le numéro de la facture.",
                    "You can pay by transfer or by cheque, giving the number of the invoice.");
        }
        draft.button(
                invoice.isCredit() ? "Voir l’avoir" : "Voir la facture",
                invoice.isCredit() ? "See the credit note" : "See the invoice",
                home + "/billing/invoices/" + invoice.number());
    }

    Future<Void> reminder(SqlConnection tx, Invoice invoice, int stage) {
        return toClub(
                tx,
                invoice.club(),
                space -> to -> new Draft(
                                to,
                                "La facture " + invoice.number() + " n’est pas encore payée",
                                "Invoice " + invoice.number() + " is not paid yet")
                        .about(space.club().name())
                        .paragraph(
                                "Sauf erreur de notre part, il reste une somme à payer. Si votre virement ou votre chèque est en route, oubliez ce message.",
                                "Unless we are mistaken, something remains to be paid. If your transfer or cheque is on its way, forget this message.")
                        .fact("Facture", "Invoice", invoice.number())
                        .fact("Reste à payer", "Still to be paid", Money.of(invoice.remainder(), to.language()))
                        .fact("Échéance", "Due on", Money.day(invoice.dueOn(), to.language()))
                        .paragraph(
                                "Votre espace reste ouvert : vos membres continuent à réserver.",
                                "Your space stays open: your members go on booking.")
                        .button("Voir la facture", "See the invoice", home + "/billing/invoices/" + invoice.number())
                        .letter(layout, "reminder " + stage + " of " + invoice.number()));
    }

    /// Each time anew, also when the amount is once more what it was before.
    ///
    /// @param offer as it is now
    Future<Void> quoted(SqlConnection tx, SetUpPackage offer, long cents) {
        return toClub(
                tx,
                offer.club(),
                space -> to -> new Draft(to, "Votre devis : forfait paramétrage", "Your quote: set-up package")
                        .about(space.club().name())
                        .paragraph(
                                "Voici notre devis pour un paramétrage « aux petits oignons ». Il vous suffit de l’accepter dans votre compte client ; le travail commence une fois la facture payée.",
                                "Here is our quote for a set-up made with care. Just accept it in your client account; work begins once the invoice is paid.")
                        .fact("Montant hors taxes", "Amount excl. VAT", Money.of(cents, to.language()))
                        .button("Voir le devis", "See the quote", home + "/billing#set-up")
                        .letter(layout, "quote " + offer.id() + " " + offer.changedAt()));
    }

    Future<Void> invoiceToClub(SqlConnection tx, Invoice invoice) {
        return governing(tx, invoice.club())
                .compose(space -> space.isEmpty() ? Future.succeededFuture() : invoice(tx, space.get(), invoice));
    }

    private Future<Void> toClub(
            SqlConnection tx, long club, Function<RegisteredSpace, Function<Recipient, Letter>> writing) {
        return governing(tx, club)
                .compose(space -> space.isEmpty()
                        ? Future.succeededFuture()
                        : write(tx, space.get(), writing.apply(space.get())));
    }

    /// Whose addresses are the club's: those of a production space if there is one.
    private Future<Optional<RegisteredSpace>> governing(SqlConnection tx, long club) {
        return spaces.ofClub(tx, club)
                .map(all -> all.stream()
                        .min(Comparator.<RegisteredSpace, Boolean>comparing(
                                        space -> space.state() != RegisteredSpace.State.ACTIVE)
                                .thenComparing(space -> space.kind() != Kind.PRODUCTION)));
    }

    private Future<Void> write(SqlConnection tx, RegisteredSpace space, Function<Recipient, Letter> writing) {
        return post.toClub(tx, space, (to, _) -> writing.apply(to));
    }
}
