package com.openflyers.gateway.migration;

import com.openflyers.gateway.mail.Draft;
import com.openflyers.gateway.mail.Letter;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.ParisTime;
import com.openflyers.gateway.mail.Recipient;
import java.time.Instant;

/// What a club is told about the removal of an old test space.
public final class RemovalLetters {

    private final LetterLayout layout;

    public RemovalLetters(LetterLayout layout) {
        this.layout = layout;
    }

    /// @param space   the test space, as its name was typed
    /// @param address of that space
    /// @param dropAt  until when the club may still change its mind
    public Letter asked(Recipient to, String club, String space, String address, Instant dropAt) {
        return new Draft(
                        to,
                        "Suppression de l’espace de test « %s » demandée".formatted(space),
                        "Removal of the test space \"%s\" requested".formatted(space))
                .about(club)
                .paragraph(
                        "L’espace de test est fermé, et sa base de données archivée. Elle sera supprimée pour de bon à la date ci-dessous ; d’ici là, dites-le-nous si c’est une erreur.",
                        "The test space is closed, and its database archived. It will be deleted for good on the date below; until then, tell us if this is a mistake.")
                .fact("Espace de test", "Test space", space)
                .fact("Adresse fermée", "Closed address", address)
                .fact("Suppression définitive", "Final deletion", ParisTime.day(dropAt, to.language()))
                .paragraph(
                        "Votre carnet de réservation en production n’est pas concerné.",
                        "Your booking sheet in production is not concerned.")
                .letter(layout, "removal " + space + " asked " + dropAt);
    }

    public Letter done(Recipient to, String club, String space, Instant at) {
        return new Draft(
                        to,
                        "L’espace de test « %s » est supprimé".formatted(space),
                        "The test space \"%s\" has been removed".formatted(space))
                .about(club)
                .paragraph(
                        "La base de données de cet espace de test n’existe plus. Son nom ne sera donné à aucun autre club.",
                        "The database of this test space exists no more. Its name will not be given to any other club.")
                .fact("Espace de test", "Test space", space)
                .fact("Supprimé le", "Removed on", ParisTime.moment(at, to.language()))
                .letter(layout, "removal " + space + " done " + at);
    }
}
