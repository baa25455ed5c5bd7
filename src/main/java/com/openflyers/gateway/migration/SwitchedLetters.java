package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.Draft;
import com.openflyers.gateway.mail.Letter;
import com.openflyers.gateway.mail.ParisTime;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.migration.MigrationPaper.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a club is told from the switch on: that it has another version, what going back would cost, how it ended.
final class SwitchedLetters {

    /// A letter is read on a telephone.
    private static final int MOST_LISTED = 30;

    private final MigrationPaper paper;

    SwitchedLetters(MigrationPaper paper) {
        this.paper = paper;
    }

    /// @param at when the pointer moved
    Letter switched(Recipient to, Move move, int attempt, Instant at) {
        var moment = ParisTime.moment(at, to.language());
        var draft = paper.draft(
                        to,
                        move,
                        "Votre carnet de réservation est maintenant la version %s".formatted(move.to()),
                        "Your booking sheet is now version %s".formatted(move.to()))
                .paragraph(
                        "Votre carnet de réservation est maintenant la version %s, depuis le %s.%s"
                                .formatted(move.to(), moment, move.isTest() ? "" : " C’est lui qui fait foi."),
                        "Your booking sheet is now version %s, since %s.%s"
                                .formatted(move.to(), moment, move.isTest() ? "" : " It is the one that counts."))
                .items(
                        in(
                                to.language(),
                                new Text("La même adresse : " + move.address(), "The same address: " + move.address()),
                                new Text(
                                        "Les mêmes identifiants et mots de passe. Vos membres s’identifient une fois de plus.",
                                        "The same logins and passwords. Your members log in once more."),
                                new Text(
                                        "Les mêmes réservations, et les mêmes droits : les nouvelles fonctions restent fermées tant que vous ne les ouvrez pas.",
                                        "The same bookings, and the same rights: new features stay closed until you open them.")))
                .button("Ouvrir le carnet de réservation", "Open the booking sheet", move.address());
        if (!move.isTest()) {
            draft.paragraph(
                    "Si vous avez paramétré une version %s en test, reprenez-en maintenant les réglages sur celle-ci."
                            .formatted(move.to()),
                    "If you have set up a test space in version %s, copy its settings to this one now."
                            .formatted(move.to()));
        }
        return paper.finish(draft, move, "switched " + attempt);
    }

    /// @param writes bookings and other changes made since the switch: what going back costs; empty if nobody knows
    Letter awaitingClub(Recipient to, Move move, int attempt, Instant since, Optional<Long> writes) {
        var draft = paper.draft(
                to,
                move,
                "Tout va bien avec la version %s ?".formatted(move.to()),
                "Is all well with version %s?".formatted(move.to()));
        return paper.finish(ask(draft, move, since, writes), move, "awaiting the club " + attempt);
    }

    /// @param days since the first time we asked; part of the cause
    Letter reminder(Recipient to, Move move, int days, Instant since, Optional<Long> writes) {
        var draft = paper.draft(
                to,
                move,
                "Rappel : tout va bien avec la version %s ?".formatted(move.to()),
                "Reminder: is all well with version %s?".formatted(move.to()));
        return paper.finish(ask(draft, move, since, writes), move, "reminder " + days);
    }

    /// @param kept for how long the old database stays at least; by hand it is none of ours
    Letter accepted(Recipient to, Move move, Duration kept) {
        var old = kept(move, kept, to.language());
        var draft = paper.draft(to, move, "Merci, la migration est terminée", "Thank you, the migration is complete")
                .paragraph(
                        "Vous nous avez dit que tout va bien. " + old.french(),
                        "You told us that all is well. " + old.english());
        if (!move.isTest()) {
            draft.paragraph(
                    "Si vous aviez un espace de test en version %s et n’en avez plus besoin, demandez-nous de le supprimer : nous ne le faisons que sur une demande séparée, où vous écrivez son nom."
                            .formatted(move.to()),
                    "If you had a test space in version %s and need it no more, ask us to remove it: we do so only on a separate request in which you type its name."
                            .formatted(move.to()));
        }
        return paper.finish(draft, move, "accepted");
    }

    private static Text kept(Move move, Duration kept, Language language) {
        if (move.byHand()) {
            return new Text(
                    "Cela ne supprime rien de l’ancienne version %s ; demandez-nous combien de temps ses données sont gardées."
                            .formatted(move.from()),
                    "That removes nothing of the old version %s; ask us for how long its data is kept."
                            .formatted(move.from()));
        }
        var days = MigrationPaper.number(kept.toDays(), language);
        return new Text(
                "Nous gardons l’ancienne base de données de la version %s, fermée, pendant au moins %s jours."
                        .formatted(move.from(), days),
                "We keep the old database of version %s, closed, for at least %s days.".formatted(move.from(), days));
    }

    /// @param asked   whether somebody wanted it; else the new version had fallen silent
    /// @param given   what was written on the new version, and given up
    /// @param attempt of the way back
    Letter reversed(Recipient to, Move move, int attempt, Instant at, boolean asked, Written given) {
        var moment = ParisTime.moment(at, to.language());
        var count = MigrationPaper.number(given.rows(), to.language());
        var why = asked
                ? new Text("Comme demandé, votre carnet", "As you asked, your booking sheet")
                : new Text(
                        "La version %s ne répondait plus : votre carnet".formatted(move.to()),
                        "Version %s had stopped answering: your booking sheet".formatted(move.to()));
        var draft = paper.draft(
                        to,
                        move,
                        "Votre carnet de réservation est de nouveau la version %s".formatted(move.from()),
                        "Your booking sheet is version %s again".formatted(move.from()))
                .paragraph(
                        "%s de réservation est de nouveau la version %s, depuis le %s, à la même adresse et avec les mêmes identifiants."
                                .formatted(why.french(), move.from(), moment),
                        "%s is version %s again, since %s, at the same address and with the same logins."
                                .formatted(why.english(), move.from(), moment));
        if (move.byHand()) {
            draft.paragraph(
                    "Ce qui avait été enregistré sur la version %s a été recopié à la main : dites-nous s’il manque quelque chose."
                            .formatted(move.to()),
                    "What had been recorded on version %s was copied back by hand: tell us if anything is missing."
                            .formatted(move.to()));
        } else if (given.rows() == 0) {
            draft.paragraph(
                    "Rien n’avait été enregistré sur la version %s : rien n’est perdu.".formatted(move.to()),
                    "Nothing had been recorded on version %s: nothing is lost.".formatted(move.to()));
        } else {
            draft.fact("À ressaisir, comme convenu", "To be entered again, as agreed", count)
                    .items(list(given, to.language()))
                    .paragraph(
                            "La liste de ce qui avait été enregistré sur la version %s est gardée ; demandez-la-nous."
                                    .formatted(move.to()),
                            "The list of what had been recorded on version %s is kept; ask us for it."
                                    .formatted(move.to()));
        }
        draft.paragraph(
                "La migration offerte à votre club n’est pas consommée : redemandez-la quand vous voudrez.",
                "The migration that is free for your club is not used up: ask again whenever you like.");
        return paper.finish(draft, move, "reversed " + attempt);
    }

    /// The way back has come to nothing.
    ///
    /// @param given    what the club would have to give up, written on the new version; nothing if that is not why
    /// @param attempt  of the way back
    /// @param accepted whether the club has said before that all is well
    Letter stayed(Recipient to, Move move, int attempt, Written given, boolean accepted) {
        var alternative = accepted
                ? new Text("", "")
                : new Text(", ou nous dire que tout va bien", ", or tell us that all is well");
        var draft = paper.draft(
                        to,
                        move,
                        "Le retour à la version %s n’a pas eu lieu".formatted(move.from()),
                        "The way back to version %s did not take place".formatted(move.from()))
                .paragraph(
                        "Votre carnet de réservation reste la version %s, avec tout ce qui y est enregistré."
                                .formatted(move.to()),
                        "Your booking sheet stays version %s, with all that is recorded in it.".formatted(move.to()));
        if (given.rows() == 0) {
            draft.paragraph(
                    "Nous regardons ce qui l’a arrêté. Vous pouvez le redemander%s.".formatted(alternative.french()),
                    "We look at what has stopped it. You may ask for it again%s.".formatted(alternative.english()));
        } else {
            draft.fact(
                            "À ressaisir en cas de retour",
                            "To be entered again after going back",
                            MigrationPaper.number(given.rows(), to.language()))
                    .items(list(given, to.language()))
                    .paragraph(
                            "Il ferait perdre ce qui a été enregistré depuis le passage : relisez-en la liste, et redemandez-le si vous y renoncez.",
                            "It would lose what has been recorded since the move: read the list of it, and ask again if you give it up.");
        }
        return paper.finish(draft, move, "stayed " + attempt);
    }

    /// Row by row as far as a letter goes; all of them are at the client area and with us.
    private static List<String> list(Written written, Language language) {
        var lines = new ArrayList<String>();
        for (var table : written.tables()) {
            add(lines, table, table.inserted(), new Text("ajout", "addition"), language);
            add(lines, table, table.changed(), new Text("modification", "change"), language);
            add(lines, table, table.deleted(), new Text("suppression", "deletion"), language);
        }
        if (lines.size() <= MOST_LISTED) {
            return lines;
        }
        var more = MigrationPaper.number(lines.size() - MOST_LISTED, language);
        var listed = new ArrayList<>(lines.subList(0, MOST_LISTED));
        listed.add(new Text("et %s autres".formatted(more), "and %s more".formatted(more)).in(language));
        return listed;
    }

    private static void add(
            List<String> lines, Written.Table table, List<Written.Row> rows, Text how, Language language) {
        for (var row : rows) {
            var what = row.what().in(language);
            var number = new Text("n°\u00A0", "no. ").in(language) + row.key();
            lines.add(table.what().in(language) + ", " + how.in(language) + new Text(" : ", ": ").in(language)
                    + (what.isEmpty() ? number : what + " (" + number + ")"));
        }
    }

    private static Draft ask(Draft draft, Move move, Instant since, Optional<Long> writes) {
        draft.fact("En service depuis", "In service since", ParisTime.moment(since, draft.language()));
        writes.ifPresent(count -> draft.fact(
                "Enregistrements faits depuis", "Changes made since", MigrationPaper.number(count, draft.language())));
        var cost = cost(move, writes, draft.language());
        return draft.paragraph(
                        "Faites un tour du planning, des membres et de vos réglages, puis dites-nous que tout va bien. Tant que vous ne dites rien, rien n’est supprimé.",
                        "Look at the planning, the members and your settings, then tell us that all is well. As long as you say nothing, nothing is deleted.")
                .paragraph(cost.french(), cost.english());
    }

    private static Text cost(Move move, Optional<Long> writes, Language language) {
        if (writes.isPresent() && writes.get() == 0) {
            return new Text(
                    "Revenir en arrière est possible sans rien perdre : rien n’a encore été enregistré sur la version %s."
                            .formatted(move.to()),
                    "Going back is possible without losing anything: nothing has been recorded on version %s yet."
                            .formatted(move.to()));
        }
        if (move.byHand()) {
            return new Text(
                    "Revenir en arrière est encore possible, mais a un prix : le service est interrompu le temps de recopier à la main ce qui a été enregistré depuis sur la version %s."
                            .formatted(move.to()),
                    "Going back is still possible, but has a price: the service is interrupted while what has been recorded on version %s since is copied back by hand."
                            .formatted(move.to()));
        }
        var french = writes.map(count -> " (en tout " + MigrationPaper.number(count, language) + ")");
        var english = writes.map(count -> " (" + MigrationPaper.number(count, language) + " in all)");
        return new Text(
                "Revenir en arrière est encore possible, mais a un prix : ce qui a été enregistré depuis sur la version %s%s serait à ressaisir."
                        .formatted(move.to(), french.orElse("")),
                "Going back is still possible, but has a price: what has been recorded on version %s since%s would have to be entered again."
                        .formatted(move.to(), english.orElse("")));
    }

    private static List<String> in(Language language, Text... texts) {
        return List.of(texts).stream().map(text -> text.in(language)).toList();
    }
}
