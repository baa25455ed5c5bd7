package com.openflyers.gateway.migration;

import com.openflyers.gateway.mail.Draft;
import com.openflyers.gateway.mail.Letter;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.ParisTime;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.migration.MigrationPaper.Move;
import java.time.Duration;
import java.time.Instant;

/// What operators are told about migrations that need them.
final class AlarmLetters {

    private final LetterLayout layout;

    AlarmLetters(LetterLayout layout) {
        this.layout = layout;
    }

    /// @param limit that has been reached since the request: 24 hours or 5 days
    /// @param state in which the migration is, as the API names it
    Letter overdue(Recipient to, Move move, Duration limit, String state, Instant dueAt) {
        var age = limit.toDays() >= 2 ? limit.toDays() + " " : limit.toHours() + " ";
        return draft(
                        to,
                        move,
                        "Migration %s en attente depuis %s".formatted(move.reference(), age + french(limit)),
                        "Migration %s waiting for %s".formatted(move.reference(), age + english(limit)))
                .fact("État", "State", state)
                .fact("Promise au club pour", "Promised to the club for", ParisTime.moment(dueAt, to.language()))
                .fact("De, vers", "From, to", move.from() + " → " + move.to())
                .letter(layout, "migration " + move.id() + " overdue " + limit);
    }

    /// The machine does not know how to go on.
    ///
    /// @param change number of the change of state that it is about
    /// @param reason a sentence an operator understands
    Letter needsHuman(Recipient to, Move move, long change, String state, String reason) {
        return draft(
                        to,
                        move,
                        "La migration %s a besoin de vous".formatted(move.reference()),
                        "Migration %s needs you".formatted(move.reference()))
                .fact("État", "State", state)
                .quote(reason)
                .letter(layout, "migration " + move.id() + " needs a human " + change);
    }

    /// Whoever copies by hand is not looking at a screen.
    ///
    /// @param reason as the club has said it; empty if it has not
    Letter withdrawn(Recipient to, Move move, long change, String reason) {
        var draft = draft(
                        to,
                        move,
                        "Arrêtez la copie de la migration %s".formatted(move.reference()),
                        "Stop copying migration %s".formatted(move.reference()))
                .paragraph(
                        "La demande est retirée pendant la copie à la main : l’espace rouvre sur la version %s. Ce qui a déjà été copié ne sert plus."
                                .formatted(move.from()),
                        "The request is withdrawn while people copy: the space opens again on version %s. What has been copied already is of no use any more."
                                .formatted(move.from()));
        return (reason.isEmpty() ? draft : draft.quote(reason))
                .letter(layout, "migration " + move.id() + " copied in vain " + change);
    }

    /// Nobody has to decide anything, but nothing moves either.
    ///
    /// @param change number of the change of state that it is about
    /// @param reason a sentence an operator understands
    Letter stuck(Recipient to, Move move, long change, String state, String reason) {
        return draft(
                        to,
                        move,
                        "La migration %s n’avance pas".formatted(move.reference()),
                        "Migration %s does not get on".formatted(move.reference()))
                .fact("État", "State", state)
                .quote(reason)
                .paragraph(
                        "La passerelle réessaie sans fin : chaque seconde si la porte de l’espace est fermée, car ses membres voient alors une interruption de service jusqu’à ce que cela réussisse ; sinon, au moins chaque minute.",
                        "The gateway tries again for ever: each second if the gate of the space is closed, as its members see a service interruption until that works; else at least each minute.")
                .letter(layout, "migration " + move.id() + " stuck " + change);
    }

    private static Draft draft(Recipient to, Move move, String french, String english) {
        return new Draft(to, french + " – " + move.club(), english + " – " + move.club())
                .about(move.club() + " – " + move.address())
                .heading(french, english)
                .foot(
                        "Vous recevez ce message parce que votre adresse est celle des opérateurs de la passerelle.",
                        "You receive this message because yours is the address of the gateway’s operators.");
    }

    private static String french(Duration limit) {
        return limit.toDays() >= 2 ? "jours" : "heures";
    }

    private static String english(Duration limit) {
        return limit.toDays() >= 2 ? "days" : "hours";
    }
}
