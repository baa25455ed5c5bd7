package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.Draft;
import com.openflyers.gateway.mail.Letter;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.ParisTime;
import com.openflyers.gateway.mail.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a club is told about its migration, at each step.
///
/// Each letter has its step, and where a step can come again the attempt or the day, in its cause: a step that
/// runs twice writes one mail. The words are those of the clubs' FAQ; what the gateway does to a space is an
/// *interruption de service*, because "maintenance" is what happens to an aircraft.
public final class MigrationLetters {

    /// What all letters of one migration say.
    ///
    /// @param reference what the club may call it by
    /// @param address   where its members go, such as `https://aeroclub.openflyers.fr`
    /// @param from      the version it leaves, and where it goes
    public record Move(long id, String reference, String club, String address, String from, String to) {}

    private final LetterLayout layout;
    private final Optional<String> pages;

    /// @param pages where a club follows its migrations, without the number; empty while there is no such page:
    ///              letters then ask for an answer by mail
    public MigrationLetters(LetterLayout layout, Optional<String> pages) {
        this.layout = layout;
        this.pages = pages;
    }

    /// @param average of the migrations done so far; empty before there are any
    public Letter requested(Recipient to, Move move, Instant dueAt, Optional<Duration> average) {
        var language = to.language();
        var usual = average.map(mean -> ParisTime.atMost(mean, language))
                .orElseGet(() -> new Text("moins de 24 heures", "less than 24 hours").in(language));
        var draft = draft(
                        to,
                        move,
                        "Votre demande de passage à la version %s est enregistrée".formatted(move.to()),
                        "Your request to move to version %s is recorded".formatted(move.to()))
                .paragraph(
                        "Nous allons faire passer votre carnet de réservation de la version %s à la version %s. C’est fait dans la semaine, en moyenne en %s."
                                .formatted(move.from(), move.to(), usual),
                        "We are going to move your booking book from version %s to version %s. It is done within a week, on average in %s."
                                .formatted(move.from(), move.to(), usual))
                .fact("Référence", "Reference", move.reference())
                .fact("Adresse, inchangée", "Address, unchanged", move.address())
                .fact("Au plus tard", "At the latest", ParisTime.moment(dueAt, language))
                .paragraph(
                        "Avant le jour venu nous faisons un essai sur une copie ; rien ne change pour vos membres, et vous recevrez le compte rendu. Toutes les données sont reprises ; seule l’interface changera.",
                        "Before the day comes we try it on a copy; nothing changes for your members, and you will receive the report. All data is taken over; only the interface will change.");
        return finish(draft, move, "requested");
    }

    /// @param attempt   of the rehearsal
    /// @param counts    what was taken over, by its name in the recipient's language
    /// @param remarks   what the club should know before, likewise
    /// @param predicted how long requests will have to wait
    public Letter rehearsed(
            Recipient to,
            Move move,
            int attempt,
            SequencedMap<String, Long> counts,
            List<String> remarks,
            Duration predicted) {
        var draft = draft(to, move, "L’essai de la migration a réussi", "The rehearsal of your migration went well")
                .paragraph(
                        "Nous avons fait passer une copie de votre base de données à la version %s et compté ce qui s’y trouve. Votre carnet de réservation n’a pas été touché."
                                .formatted(move.to()),
                        "We moved a copy of your database to version %s and counted what is in it. Your booking book was not touched."
                                .formatted(move.to()));
        counts.forEach((name, count) -> draft.fact(name, name, number(count, to.language())));
        draft.fact(
                "Durée prévue du passage",
                "Predicted duration of the switch",
                ParisTime.about(predicted, to.language()));
        if (!remarks.isEmpty()) {
            draft.paragraph("À savoir :", "Good to know:").items(remarks);
        }
        return finish(draft, move, "rehearsed " + attempt);
    }

    public Letter scheduled(Recipient to, Move move, Instant from, Instant until) {
        var draft = draft(
                        to,
                        move,
                        "Le passage à la version %s est prévu".formatted(move.to()),
                        "The move to version %s is scheduled".formatted(move.to()))
                .fact("Quand", "When", ParisTime.span(from, until, to.language()))
                .paragraph(
                        "Pendant ce créneau, nous attendons un moment où personne ne réserve. Une page demandée à cet instant précis peut mettre quelques secondes à venir ; aucune réservation n’est perdue.",
                        "Within this window we wait for a moment in which nobody books. A page that is asked for at that very instant may take a few seconds; no booking is lost.")
                .paragraph(
                        "Vous préférez un autre moment ? Dites-le-nous avant.",
                        "Would you prefer another time? Tell us before.");
        return finish(draft, move, "scheduled " + from);
    }

    public Letter interruptionAnnounced(Recipient to, Move move, Instant from, Instant until) {
        var draft = draft(
                        to,
                        move,
                        "Interruption de service prévue pour le passage à la version %s".formatted(move.to()),
                        "Service interruption planned for the move to version %s".formatted(move.to()))
                .paragraph(
                        "Votre base de données est trop grande pour passer sans que vos membres ne le voient. Le carnet de réservation sera donc fermé pendant le passage ; une page dira jusqu’à quand.",
                        "Your database is too large to be moved without your members seeing it. The booking book will therefore be closed during the move; a page will say until when.")
                .fact("Fermé", "Closed", ParisTime.span(from, until, to.language()))
                .paragraph(
                        "Pensez à prévenir vos membres, et à noter ou imprimer les réservations de ce créneau.",
                        "Please tell your members, and write down or print the bookings of that window.");
        return finish(draft, move, "interruption " + from);
    }

    /// @param at when the pointer moved
    public Letter switched(Recipient to, Move move, int attempt, Instant at) {
        var moment = ParisTime.moment(at, to.language());
        var draft = draft(
                        to,
                        move,
                        "Votre carnet de réservation est maintenant la version %s".formatted(move.to()),
                        "Your booking book is now version %s".formatted(move.to()))
                .paragraph(
                        "Votre carnet de réservation est maintenant la version %s, depuis le %s. C’est lui qui fait foi."
                                .formatted(move.to(), moment),
                        "Your booking book is now version %s, since %s. It is the one that counts."
                                .formatted(move.to(), moment))
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
                .button("Ouvrir le carnet de réservation", "Open the booking book", move.address())
                .paragraph(
                        "Si vous avez paramétré une version %s en test, reprenez-en maintenant les réglages sur celle-ci."
                                .formatted(move.to()),
                        "If you have set up a test space in version %s, copy its settings to this one now."
                                .formatted(move.to()));
        return finish(draft, move, "switched " + attempt);
    }

    /// @param reason in the recipient's language
    /// @param next   what we do about it, likewise
    public Letter rolledBack(Recipient to, Move move, int attempt, String reason, String next) {
        var draft = draft(
                        to,
                        move,
                        "Le passage à la version %s n’a pas eu lieu, rien n’est perdu".formatted(move.to()),
                        "The move to version %s did not take place, nothing is lost".formatted(move.to()))
                .paragraph(
                        "Nous avons commencé, puis arrêté avant que quoi que ce soit ne change : votre carnet de réservation est toujours la version %s, avec toutes ses réservations."
                                .formatted(move.from()),
                        "We began, and stopped before anything changed: your booking book still is version %s, with all its bookings."
                                .formatted(move.from()))
                .paragraph("La raison :", "The reason:")
                .quote(reason)
                .paragraph(next, next);
        return finish(draft, move, "rolled back " + attempt);
    }

    /// @param reason in the recipient's language
    public Letter refused(Recipient to, Move move, String reason) {
        var draft = draft(
                        to,
                        move,
                        "Votre demande de migration ne peut pas être suivie",
                        "Your migration request cannot be met")
                .paragraph(
                        "Votre carnet de réservation reste la version %s. La migration offerte à votre club n’est pas consommée."
                                .formatted(move.from()),
                        "Your booking book stays version %s. The migration that is free for your club is not used up."
                                .formatted(move.from()))
                .paragraph("La raison :", "The reason:")
                .quote(reason);
        return finish(draft, move, "refused");
    }

    public Letter withdrawn(Recipient to, Move move) {
        var draft = draft(to, move, "Votre demande de migration est retirée", "Your migration request is withdrawn")
                .paragraph(
                        "Comme demandé, nous n’allons pas plus loin. Votre carnet de réservation reste la version %s, et la migration offerte à votre club n’est pas consommée : redemandez-la quand vous voudrez."
                                .formatted(move.from()),
                        "As you asked, we go no further. Your booking book stays version %s, and the migration that is free for your club is not used up: ask again whenever you like."
                                .formatted(move.from()));
        return finish(draft, move, "withdrawn");
    }

    /// @param writes bookings and other changes made since the switch: what going back costs; empty if nobody knows
    public Letter awaitingClub(Recipient to, Move move, int attempt, Instant since, Optional<Long> writes) {
        var draft = draft(
                to,
                move,
                "Tout va bien avec la version %s ?".formatted(move.to()),
                "Is all well with version %s?".formatted(move.to()));
        return finish(ask(draft, move, since, writes), move, "awaiting the club " + attempt);
    }

    /// @param days since the first time we asked; part of the cause
    public Letter reminder(Recipient to, Move move, int days, Instant since, Optional<Long> writes) {
        var draft = draft(
                to,
                move,
                "Rappel : tout va bien avec la version %s ?".formatted(move.to()),
                "Reminder: is all well with version %s?".formatted(move.to()));
        return finish(ask(draft, move, since, writes), move, "reminder " + days);
    }

    public Letter accepted(Recipient to, Move move) {
        var draft = draft(to, move, "Merci, la migration est terminée", "Thank you, the migration is complete")
                .paragraph(
                        "Vous nous avez dit que tout va bien. Nous gardons l’ancienne base de données de la version %s, fermée, pendant au moins 90 jours."
                                .formatted(move.from()),
                        "You told us that all is well. We keep the old database of version %s, closed, for at least 90 days."
                                .formatted(move.from()))
                .paragraph(
                        "Si vous aviez un espace de test en version %s et n’en avez plus besoin, demandez-nous de le supprimer : nous ne le faisons que sur une demande séparée, où vous écrivez son nom."
                                .formatted(move.to()),
                        "If you had a test space in version %s and need it no more, ask us to remove it: we do so only on a separate request in which you type its name."
                                .formatted(move.to()));
        return finish(draft, move, "accepted");
    }

    /// @param given   rows that were written on the new version, and given up
    /// @param attempt of the way back
    public Letter reversed(Recipient to, Move move, int attempt, Instant at, long given) {
        var moment = ParisTime.moment(at, to.language());
        var count = number(given, to.language());
        var draft = draft(
                        to,
                        move,
                        "Votre carnet de réservation est de nouveau la version %s".formatted(move.from()),
                        "Your booking book is version %s again".formatted(move.from()))
                .paragraph(
                        "Comme demandé, votre carnet de réservation est de nouveau la version %s, depuis le %s, à la même adresse et avec les mêmes identifiants."
                                .formatted(move.from(), moment),
                        "As you asked, your booking book is version %s again, since %s, at the same address and with the same logins."
                                .formatted(move.from(), moment));
        if (given == 0) {
            draft.paragraph(
                    "Rien n’avait été enregistré sur la version %s : rien n’est perdu.".formatted(move.to()),
                    "Nothing had been recorded on version %s: nothing is lost.".formatted(move.to()));
        } else {
            draft.fact("À ressaisir, comme convenu", "To be entered again, as agreed", count)
                    .paragraph(
                            "La liste de ce qui avait été enregistré sur la version %s est gardée ; demandez-la-nous."
                                    .formatted(move.to()),
                            "The list of what had been recorded on version %s is kept; ask us for it."
                                    .formatted(move.to()));
        }
        draft.paragraph(
                "La migration offerte à votre club n’est pas consommée : redemandez-la quand vous voudrez.",
                "The migration that is free for your club is not used up: ask again whenever you like.");
        return finish(draft, move, "reversed " + attempt);
    }

    private static Draft ask(Draft draft, Move move, Instant since, Optional<Long> writes) {
        draft.fact("En service depuis", "In service since", ParisTime.moment(since, draft.language()));
        writes.ifPresent(count ->
                draft.fact("Enregistrements faits depuis", "Changes made since", number(count, draft.language())));
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
        var french = writes.map(count -> " (en tout " + number(count, language) + ")");
        var english = writes.map(count -> " (" + number(count, language) + " in all)");
        return new Text(
                "Revenir en arrière est encore possible, mais a un prix : ce qui a été enregistré depuis sur la version %s%s serait à ressaisir."
                        .formatted(move.to(), french.orElse("")),
                "Going back is still possible, but has a price: what has been recorded on version %s since%s would have to be entered again."
                        .formatted(move.to(), english.orElse("")));
    }

    private static Draft draft(Recipient to, Move move, String french, String english) {
        return new Draft(to, french + " – " + move.club(), english + " – " + move.club())
                .about(move.club())
                .heading(french, english);
    }

    private Letter finish(Draft draft, Move move, String step) {
        pages.ifPresentOrElse(
                page -> draft.button("Suivre la migration", "Follow the migration", page + move.id()),
                () -> draft.paragraph(
                        "Une question ? Répondez à ce message, référence %s.".formatted(move.reference()),
                        "A question? Answer this message, reference %s.".formatted(move.reference())));
        return draft.letter(layout, "migration " + move.id() + " " + step);
    }

    private static List<String> in(Language language, Text... texts) {
        return List.of(texts).stream().map(text -> text.in(language)).toList();
    }

    private static String number(long count, Language language) {
        return String.format(language.locale(), "%,d", count);
    }
}
