package com.openflyers.gateway.account;

import com.openflyers.gateway.mail.Draft;
import com.openflyers.gateway.mail.Letter;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.Recipient;
import java.net.URI;
import java.util.List;

/// What is written to whoever has, or wants, an account. Links begin with a configured origin, never with the `Host` of
/// a request.
final class AccountLetters {

    private final LetterLayout layout;
    private final URI home;

    AccountLetters(LetterLayout layout, URI home) {
        this.layout = layout;
        this.home = home;
    }

    Letter confirm(Recipient to, SignUp wanted, String host, String token) {
        var draft = new Draft(to, "Confirmez votre inscription", "Confirm your sign-up")
                .about(wanted.club())
                .paragraph(
                        "Il ne manque plus que votre confirmation : le compte client et l’espace de test de votre club seront créés aussitôt.",
                        "Only your confirmation is missing: your club’s client account and test space will be created at once.")
                .fact("Adresse", "Address", host)
                .fact("Identifiant", "Identifier", wanted.name())
                .fact("Version", "Version", wanted.version())
                .button("Confirmer l’inscription", "Confirm the sign-up", link("/confirm", token))
                .paragraph(
                        "Ce lien est valable deux jours. Si vous n’avez rien demandé, oubliez ce message : rien ne sera créé.",
                        "This link is good for two days. If you did not ask for this, forget this message: nothing will be created.");
        return draft.letter(layout, "sign-up " + wanted.name() + " " + Tokens.mark(token));
    }

    Letter ready(Recipient to, SignUp wanted, String address) {
        return new Draft(to, "Votre espace de test est prêt", "Your test space is ready")
                .about(wanted.club())
                .paragraph(
                        "Identifiez-vous dans l’espace avec le nom ci-dessous et le mot de passe choisi à l’inscription : vous en êtes le premier membre et le gestionnaire.",
                        "Sign in to the space with the name below and the password chosen at sign-up: you are its first member and its manager.")
                .fact("Adresse de l’espace", "Address of the space", address)
                .fact(
                        "Votre nom dans l’espace",
                        "Your name in the space",
                        SignUp.login(wanted.contact().email()))
                .fact("Identifiant du compte client", "Identifier of the client account", wanted.name())
                .button("Ouvrir l’espace", "Open the space", address)
                .paragraph(
                        "L’espace de test est gratuit et sans limite de durée. Pour passer en production, il suffit de lancer la facturation dans votre compte client ; l’adresse ne change pas.",
                        "The test space is free and without time limit. To go into production, just start billing in your client account; the address does not change.")
                .letter(layout, "space " + wanted.name() + " ready");
    }

    Letter reset(Recipient to, Account account, String token) {
        return new Draft(to, "Choisir un nouveau mot de passe", "Choose a new password")
                .about(account.club().name())
                .paragraph(
                        "Quelqu’un, sans doute vous, a demandé à choisir un nouveau mot de passe pour le compte client « "
                                + account.name() + " ».",
                        "Somebody, probably you, asked to choose a new password for the client account \""
                                + account.name() + "\".")
                .button("Choisir un mot de passe", "Choose a password", link("/password", token))
                .paragraph(
                        "Ce lien est valable une heure et une seule fois. Sans lui, l’ancien mot de passe reste valable : si vous n’avez rien demandé, vous n’avez rien à faire.",
                        "This link is good for one hour, once. Without it the former password stays good: if you did not ask, there is nothing to do.")
                .letter(layout, "password link " + account.name() + " " + Tokens.mark(token));
    }

    Letter invitation(Recipient to, Account account, String address, String token) {
        return new Draft(to, "Votre compte client OpenFlyers", "Your OpenFlyers client account")
                .about(account.club().name())
                .paragraph(
                        "Votre club dispose désormais d’un compte client : fiche du club, factures et migrations au même endroit. Choisissez son mot de passe pour y entrer.",
                        "Your club now has a client account: its record, invoices and migrations in one place. Choose its password to enter.")
                .fact("Identifiant", "Identifier", account.name())
                .fact("Votre espace", "Your space", address)
                .button("Choisir un mot de passe", "Choose a password", link("/password", token))
                .paragraph(
                        "Plus tard, « Mot de passe oublié ? » sur la page d’identification enverra un nouveau lien.",
                        "Later, \"Forgotten password?\" on the sign-in page will send a new link.")
                .letter(layout, "invitation " + account.name() + " " + Tokens.mark(token));
    }

    /// @param forgotten addresses that were to be confirmed, and no longer are
    Letter passwordChanged(Recipient to, Account account, String cause, List<String> forgotten) {
        var draft = new Draft(to, "Votre mot de passe a été changé", "Your password was changed")
                .about(account.club().name())
                .paragraph(
                        "Le mot de passe du compte client « " + account.name()
                                + " » vient d’être changé, et les autres sessions ont été fermées.",
                        "The password of the client account \"" + account.name()
                                + "\" was just changed, and other sessions were ended.");
        for (var address : forgotten) {
            draft.paragraph(
                    "L’adresse " + address
                            + " attendait d’être confirmée : le lien qui lui a été envoyé ne vaut plus rien. Inscrivez-la à nouveau dans la fiche client si elle est la bonne.",
                    "The address " + address
                            + " was still to be confirmed: the link that was sent to it is worth nothing any more. Enter it again in the client record if it is the right one.");
        }
        return draft.paragraph(
                        "Si ce n’est pas vous, choisissez-en un autre par « Mot de passe oublié ? » et prévenez-nous.",
                        "If it was not you, choose another one by \"Forgotten password?\" and tell us.")
                .button("Mot de passe oublié ?", "Forgotten password?", home + "/forgotten")
                .letter(layout, "password changed " + account.name() + " " + cause);
    }

    Letter passwordChosen(Recipient to, Account account, String cause) {
        return new Draft(to, "Votre mot de passe est choisi", "Your password is chosen")
                .about(account.club().name())
                .paragraph(
                        "Un mot de passe vient d’être choisi pour le compte client « " + account.name()
                                + " » : il en ouvre désormais l’accès, avec cet identifiant.",
                        "A password was just chosen for the client account \"" + account.name()
                                + "\": together with this identifier, it opens the account from now on.")
                .paragraph(
                        "Si ce n’est pas vous, choisissez-en un autre par « Mot de passe oublié ? » et prévenez-nous.",
                        "If it was not you, choose another one by \"Forgotten password?\" and tell us.")
                .button("Mot de passe oublié ?", "Forgotten password?", home + "/forgotten")
                .letter(layout, "password chosen " + account.name() + " " + cause);
    }

    Letter confirmAddress(Recipient to, Account account, String token) {
        return new Draft(to, "Confirmez votre adresse", "Confirm your address")
                .about(account.club().name())
                .paragraph(
                        "Cette adresse a été inscrite dans la fiche client du compte « " + account.name()
                                + " ». Elle remplacera l’ancienne dès que vous l’aurez confirmée.",
                        "This address was entered in the client record of the account \"" + account.name()
                                + "\". It replaces the former one as soon as you confirm it.")
                .button("Confirmer l’adresse", "Confirm the address", link("/address", token))
                .paragraph("Ce lien est valable une heure.", "This link is good for one hour.")
                .letter(layout, "address link " + account.name() + " " + Tokens.mark(token));
    }

    /// To whatever was typed at sign-up as the club's address: it may be a stranger's.
    Letter confirmClub(Recipient to, SignUp signUp, String token) {
        return new Draft(to, "Confirmez l’adresse de votre club", "Confirm your club’s address")
                .about(signUp.club())
                .paragraph(
                        "À l’inscription de l’espace « " + signUp.name()
                                + " », cette adresse a été indiquée comme celle du club. Elle recevra ses factures et pourra ouvrir son compte client, dès que vous l’aurez confirmée.",
                        "When the space \"" + signUp.name()
                                + "\" was signed up, this address was given as the club’s. It will get the club’s invoices, and may open its client account, as soon as you confirm it.")
                .fact("Contact", "Contact", signUp.contact().name())
                .button("Confirmer l’adresse", "Confirm the address", link("/address", token))
                .paragraph(
                        "Vous ne connaissez pas ce club ? Ne faites rien : l’adresse ne servira pas.",
                        "You do not know this club? Do nothing: the address will not be used.")
                .letter(layout, "address link " + signUp.name() + " " + Tokens.mark(token));
    }

    Letter addressChanging(Recipient to, Account account, String wanted, String cause) {
        return new Draft(
                        to,
                        "Une adresse de la fiche client va changer",
                        "An address of the client record is going to change")
                .about(account.club().name())
                .paragraph(
                        "Dans la fiche client du compte « " + account.name()
                                + " », cette adresse doit être remplacée par celle-ci, dès qu’elle aura été confirmée :",
                        "In the client record of the account \"" + account.name()
                                + "\", this address is to be replaced by this one, once it has been confirmed:")
                .quote(wanted)
                .paragraph(
                        "Si ce n’est pas vous, changez le mot de passe du compte sans tarder et prévenez-nous.",
                        "If it was not you, change the account’s password without delay and tell us.")
                .letter(layout, "address changing " + account.name() + " " + cause);
    }

    Letter addressChanged(Recipient to, Account account, String now, String cause) {
        return new Draft(to, "Une adresse de la fiche client a changé", "An address of the client record has changed")
                .about(account.club().name())
                .paragraph(
                        "La fiche client du compte « " + account.name() + " » porte désormais cette adresse :",
                        "The client record of the account \"" + account.name() + "\" now has this address:")
                .quote(now)
                .letter(layout, "address changed " + account.name() + " " + cause);
    }

    Letter clubRenamed(Recipient to, Account account, String former, String now, String cause) {
        return new Draft(to, "Le nom de votre club a changé", "Your club’s name has changed")
                .about(now)
                .paragraph(
                        "Le nom du club a été changé dans la fiche client du compte « " + account.name()
                                + " ». Il paraît désormais ainsi, ici comme sur vos prochaines factures ; celles déjà faites restent telles quelles.",
                        "The club’s name was changed in the client record of the account \"" + account.name()
                                + "\". This is how it reads from now on, here and on your next invoices; those already made stay as they are.")
                .fact("Ancien nom", "Former name", former)
                .fact("Nouveau nom", "New name", now)
                .paragraph(
                        "Si ce n’est pas vous, changez le mot de passe du compte sans tarder et prévenez-nous.",
                        "If it was not you, change the account’s password without delay and tell us.")
                .letter(layout, "club renamed " + account.name() + " " + cause);
    }

    Letter closed(Recipient to, Account account) {
        return new Draft(to, "Votre compte client est fermé", "Your client account is closed")
                .about(account.club().name())
                .paragraph(
                        "Le compte client « " + account.name()
                                + " » a été fermé à votre demande. Nous vous remercions d’avoir volé avec nous.",
                        "The client account \"" + account.name()
                                + "\" was closed at your request. Thank you for having flown with us.")
                .letter(layout, "account closed " + account.name());
    }

    private String link(String path, String token) {
        return home + path + "?token=" + token;
    }
}
