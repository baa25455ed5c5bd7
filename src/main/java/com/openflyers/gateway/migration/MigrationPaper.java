package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.mail.Draft;
import com.openflyers.gateway.mail.Letter;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.route.Space;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How a letter about a migration begins and ends.
///
/// @param pages where a club follows its migrations, without the number; empty while there is no such page: letters
///              then ask for an answer by mail
record MigrationPaper(LetterLayout layout, Optional<String> pages) {

    /// Writes a letter about a migration to somebody.
    interface Writing {
        Letter to(Recipient recipient, Move move);
    }

    /// What all letters of one migration say.
    ///
    /// @param reference what the club may call it by
    /// @param address   where its members go, such as `https://aeroclub.openflyers.fr`
    /// @param from      the version it leaves, and where it goes
    /// @param byHand    whether its data is copied by people, behind an interruption
    /// @param kind      of the space: what is recorded in a test space counts for nothing
    record Move(
            long id,
            String reference,
            String club,
            String address,
            String from,
            String to,
            boolean byHand,
            Space.Kind kind) {

        /// @param addresses of a host, as people open it
        static Move of(Migration migration, RegisteredSpace space, UnaryOperator<String> addresses) {
            return new Move(
                    migration.id(),
                    migration.reference(),
                    migration.club(),
                    addresses.apply(space.host()),
                    migration.from(),
                    migration.to(),
                    migration.course().isManual(),
                    space.kind());
        }

        boolean isTest() {
            return kind == Space.Kind.TEST;
        }
    }

    Draft draft(Recipient to, Move move, String french, String english) {
        return new Draft(to, french + " – " + move.club(), english + " – " + move.club())
                .about(move.club())
                .heading(french, english);
    }

    /// @param step what makes the letter different from all others of the migration
    Letter finish(Draft draft, Move move, String step) {
        pages.ifPresentOrElse(
                page -> draft.button("Suivre la migration", "Follow the migration", page + move.id()),
                () -> draft.paragraph(
                        "Une question ? Répondez à ce message, référence %s.".formatted(move.reference()),
                        "A question? Answer this message, reference %s.".formatted(move.reference())));
        return draft.letter(layout, "migration " + move.id() + " " + step);
    }

    static String number(long count, Language language) {
        return String.format(language.locale(), "%,d", count);
    }
}
