package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.Letter;
import com.openflyers.gateway.mail.ParisTime;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.migration.MigrationPaper.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a club is told about its migration, at each step up to the switch.
///
/// Each letter has its step, and where a step can come again what tells it from the other times, in its cause: a step
/// that runs twice writes one mail. The words are those of the clubs' FAQ; what the gateway does to a space is an
/// *interruption de service*, because "maintenance" is what happens to an aircraft.
final class MigrationLetters {

    private final MigrationPaper paper;

    MigrationLetters(MigrationPaper paper) {
        this.paper = paper;
    }

    /// @param average of the migrations done so far; empty before there are any
    Letter requested(Recipient to, Move move, Instant dueAt, Optional<Duration> average) {
        var language = to.language();
        var usual = average.map(mean -> ParisTime.atMost(mean, language))
                .orElseGet(() -> new Text("moins de 24 heures", "less than 24 hours").in(language));
        var how = move.byHand()
                ? new Text(
                        "Nous la faisons à la main : le jour venu, le service est interrompu le temps de copier vos données. Toutes sont reprises ; seule l’interface changera.",
                        "We do it by hand: when the day comes, the service is interrupted while your data is copied. All of it is taken over; only the interface will change.")
                : new Text(
                        "Avant le jour venu nous faisons un essai sur une copie ; rien ne change pour vos membres, et vous recevrez le compte rendu. Toutes les données sont reprises ; seule l’interface changera.",
                        "Before the day comes we try it on a copy; nothing changes for your members, and you will receive the report. All data is taken over; only the interface will change.");
        var draft = paper.draft(
                        to,
                        move,
                        "Votre demande de passage à la version %s est enregistrée".formatted(move.to()),
                        "Your request to move to version %s is recorded".formatted(move.to()))
                .paragraph(
                        "Nous allons faire passer votre carnet de réservation de la version %s à la version %s. C’est fait dans la semaine, en moyenne en %s."
                                .formatted(move.from(), move.to(), usual),
                        "We are going to move your booking sheet from version %s to version %s. It is done within a week, on average in %s."
                                .formatted(move.from(), move.to(), usual))
                .fact("Référence", "Reference", move.reference())
                .fact("Adresse, inchangée", "Address, unchanged", move.address())
                .fact("Au plus tard", "At the latest", ParisTime.moment(dueAt, language))
                .paragraph(how.french(), how.english());
        return paper.finish(draft, move, "requested");
    }

    /// @param attempt of the rehearsal
    Letter rehearsed(Recipient to, Move move, int attempt, Report report) {
        var draft = paper.draft(
                        to, move, "L’essai de la migration a réussi", "The rehearsal of your migration went well")
                .paragraph(
                        "Nous avons fait passer une copie de votre base de données à la version %s et compté ce qui s’y trouve. Votre carnet de réservation n’a pas été touché."
                                .formatted(move.to()),
                        "We moved a copy of your database to version %s and counted what is in it. Your booking sheet was not touched."
                                .formatted(move.to()));
        report.counts()
                .forEach(count -> draft.fact(
                        count.what().french(),
                        count.what().english(),
                        MigrationPaper.number(count.number(), to.language())));
        draft.fact(
                "Durée prévue du passage",
                "Predicted duration of the switch",
                ParisTime.about(report.predicted(), to.language()));
        if (!report.remarks().isEmpty()) {
            draft.paragraph("À savoir :", "Good to know:")
                    .items(report.remarks().stream()
                            .map(remark -> remark.whole().in(to.language()))
                            .toList());
        }
        return paper.finish(draft, move, "rehearsed " + attempt);
    }

    /// @param change number of the change of state: a window that is set, left and set again is told each time
    Letter scheduled(Recipient to, Move move, long change, Instant from, Instant until) {
        var draft = paper.draft(
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
        return paper.finish(draft, move, "scheduled " + change);
    }

    /// @param change number of the change of state
    Letter interruptionAnnounced(Recipient to, Move move, long change, Instant from, Instant until) {
        var why = move.byHand()
                ? new Text("Vos données sont copiées à la main.", "Your data is copied by hand.")
                : new Text(
                        "Votre base de données est trop grande pour passer sans que vos membres ne le voient.",
                        "Your database is too large to be moved without your members seeing it.");
        var draft = paper.draft(
                        to,
                        move,
                        "Interruption de service prévue pour le passage à la version %s".formatted(move.to()),
                        "Service interruption planned for the move to version %s".formatted(move.to()))
                .paragraph(
                        why.french()
                                + " Le carnet de réservation sera donc fermé pendant le passage ; une page dira jusqu’à quand.",
                        why.english()
                                + " The booking sheet will therefore be closed during the move; a page will say until when.")
                .fact("Fermé", "Closed", ParisTime.span(from, until, to.language()))
                .paragraph(
                        "Pensez à prévenir vos membres, et à noter ou imprimer les réservations de ce créneau.",
                        "Please tell your members, and write down or print the bookings of that window.");
        return paper.finish(draft, move, "interruption " + change);
    }

    /// The window that the club was told of has brought nothing.
    Letter postponed(Recipient to, Move move, Instant from, Instant until) {
        var draft = paper.draft(
                        to,
                        move,
                        "Le passage à la version %s est remis".formatted(move.to()),
                        "The move to version %s is put off".formatted(move.to()))
                .fact("Il était prévu", "It was planned for", ParisTime.span(from, until, to.language()))
                .paragraph(
                        "Il n’a pas pu commencer pendant ce créneau. Rien n’a changé : votre carnet de réservation est la version %s, avec toutes ses réservations. Nous vous proposerons un autre moment ; vous pouvez aussi nous en dire un."
                                .formatted(move.from()),
                        "It could not begin within this window. Nothing has changed: your booking sheet is version %s, with all its bookings. We will propose another time; you may tell us one as well."
                                .formatted(move.from()));
        return paper.finish(draft, move, "postponed " + until);
    }

    /// Why is for operators, who are written to at the same time.
    Letter rolledBack(Recipient to, Move move, int attempt) {
        var draft = paper.draft(
                        to,
                        move,
                        "Le passage à la version %s n’a pas eu lieu, rien n’est perdu".formatted(move.to()),
                        "The move to version %s did not take place, nothing is lost".formatted(move.to()))
                .paragraph(
                        "Nous avons commencé, puis arrêté avant que quoi que ce soit ne change : votre carnet de réservation est toujours la version %s, avec toutes ses réservations."
                                .formatted(move.from()),
                        "We began, and stopped before anything changed: your booking sheet still is version %s, with all its bookings."
                                .formatted(move.from()))
                .paragraph(
                        "Nous en réglons la cause, puis nous recommençons et vous disons quand.",
                        "We settle the cause, then try again, and tell you when.");
        return paper.finish(draft, move, "rolled back " + attempt);
    }

    /// @param reason in the recipient's language
    Letter refused(Recipient to, Move move, String reason) {
        var draft = paper.draft(
                        to,
                        move,
                        "Votre demande de migration ne peut pas être suivie",
                        "Your migration request cannot be met")
                .paragraph(
                        "Votre carnet de réservation reste la version %s. La migration offerte à votre club n’est pas consommée."
                                .formatted(move.from()),
                        "Your booking sheet stays version %s. The migration that is free for your club is not used up."
                                .formatted(move.from()))
                .paragraph("La raison :", "The reason:")
                .quote(reason);
        return paper.finish(draft, move, "refused");
    }

    Letter withdrawn(Recipient to, Move move) {
        var draft = paper.draft(
                        to, move, "Votre demande de migration est retirée", "Your migration request is withdrawn")
                .paragraph(
                        "Comme demandé, nous n’allons pas plus loin. Votre carnet de réservation reste la version %s, et la migration offerte à votre club n’est pas consommée : redemandez-la quand vous voudrez."
                                .formatted(move.from()),
                        "As you asked, we go no further. Your booking sheet stays version %s, and the migration that is free for your club is not used up: ask again whenever you like."
                                .formatted(move.from()));
        return paper.finish(draft, move, "withdrawn");
    }
}
