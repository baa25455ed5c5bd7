package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.route.Space.Kind;
import java.time.Duration;

/// Where a migration is, in the words of a club. Operators have theirs.
final class ClubWords {

    private ClubWords() {}

    static int leg(Migration migration) {
        return switch (migration.state()) {
            case REQUESTED -> 1;
            case PREFLIGHT -> 2;
            case REHEARSED, SCHEDULED, ROLLED_BACK, AWAITING_COPY -> 3;
            case ARMED,
                    HOLDING,
                    FENCING,
                    FENCED,
                    RETURNING,
                    COPIED,
                    COUNTED,
                    MIGRATED,
                    VERIFIED,
                    ABORTING,
                    NEEDS_HUMAN ->
                switch (migration.purpose()) {
                    case REHEARSAL -> 2;
                    case CUTOVER -> 3;
                    case REVERSE -> 4;
                };
            case SWITCHED, OBSERVING, AWAITING_CLUB -> 4;
            case ACCEPTED, ARCHIVED -> 5;
            case REVERSED, REFUSED, WITHDRAWN -> 0;
        };
    }

    static Text headline(Migration migration) {
        var to = migration.to();
        var from = migration.from();
        return switch (migration.state()) {
            case REQUESTED -> new Text("Votre demande est enregistrée", "Your request is recorded");
            case PREFLIGHT -> new Text("Nous préparons l’essai", "We are preparing the rehearsal");
            case ARMED, HOLDING, FENCING, FENCED, RETURNING, COPIED, COUNTED, MIGRATED, VERIFIED -> working(migration);
            case REHEARSED -> new Text("L’essai a réussi", "The rehearsal went well");
            case SCHEDULED ->
                new Text("Le passage à la version " + to + " est prévu", "The move to version " + to + " is scheduled");
            case AWAITING_COPY ->
                migration.purpose() == Purpose.REVERSE
                        ? new Text(
                                "Le service est interrompu le temps du retour",
                                "The service is interrupted for the way back")
                        : new Text(
                                "Le service est interrompu le temps du passage",
                                "The service is interrupted for the move");
            case SWITCHED, OBSERVING ->
                new Text(
                        "Votre carnet de réservation est maintenant la version " + to,
                        "Your booking sheet is now version " + to);
            case AWAITING_CLUB ->
                new Text("Tout va bien avec la version " + to + " ?", "Is all well with version " + to + "?");
            case ACCEPTED, ARCHIVED -> new Text("La migration est terminée", "The migration is complete");
            case ABORTING ->
                migration.purpose() == Purpose.REVERSE
                        ? new Text("Le retour n’a pas lieu", "The way back does not take place")
                        : new Text("Nous revenons à la version " + from, "We are going back to version " + from);
            case ROLLED_BACK ->
                new Text(
                        "Le passage n’a pas eu lieu, rien n’est perdu", "The move did not take place, nothing is lost");
            case REVERSED ->
                new Text(
                        "Votre carnet de réservation est de nouveau la version " + from,
                        "Your booking sheet is version " + from + " again");
            case REFUSED -> new Text("Votre demande ne peut pas être suivie", "Your request cannot be met");
            case WITHDRAWN -> new Text("Votre demande est retirée", "Your request is withdrawn");
            case NEEDS_HUMAN -> new Text("Quelqu’un de chez nous s’en occupe", "One of us is looking after it");
        };
    }

    private static Text working(Migration migration) {
        return switch (migration.purpose()) {
            case REHEARSAL -> new Text("L’essai est en cours", "The rehearsal is under way");
            case CUTOVER ->
                new Text(
                        "Le passage à la version " + migration.to() + " est en cours",
                        "The move to version " + migration.to() + " is under way");
            case REVERSE ->
                new Text(
                        "Le retour à la version " + migration.from() + " est en cours",
                        "The way back to version " + migration.from() + " is under way");
        };
    }

    private static Text givenUp(Migration migration) {
        if (migration.purpose() == Purpose.REVERSE) {
            return new Text(
                    "Rien n’a changé : votre carnet de réservation reste la version " + migration.to() + ".",
                    "Nothing has changed: your booking sheet stays version " + migration.to() + ".");
        }
        var stays = new Text(
                "Votre carnet de réservation est toujours la version " + migration.from()
                        + ", avec toutes ses réservations. ",
                "Your booking sheet still is version " + migration.from() + ", with all its bookings. ");
        var then = migration.known().isWithdrawn()
                ? new Text("Comme demandé, nous n’allons pas plus loin.", "As you asked, we go no further.")
                : new Text("Nous recommençons une fois la cause réglée.", "We try again once the cause is settled.");
        return new Text(stays.french() + then.french(), stays.english() + then.english());
    }

    /// @param kind of the space: what is recorded in a test space counts for nothing
    /// @param kept for how long the old database stays at least, once all is well
    static Text explanation(Migration migration, Kind kind, Duration kept) {
        return switch (migration.state()) {
            case SWITCHED, OBSERVING, AWAITING_CLUB -> serving(kind);
            case ACCEPTED -> migration.course().isManual() ? left(migration) : kept(migration, kept);
            default -> migration.course().isManual() ? explanationByHand(migration) : explanationOfOurs(migration);
        };
    }

    private static Text serving(Kind kind) {
        var counts = kind == Kind.TEST
                ? new Text("", "")
                : new Text("C’est lui qui fait foi. ", "It is the one that governs. ");
        return new Text(
                counts.french()
                        + "Pour vos membres, seule l’interface change tant que vous ne leur donnez pas de droits supplémentaires. Reprenez vos réglages, faites un tour du planning, puis dites-nous que tout va bien.",
                counts.english()
                        + "For your members only the interface changes as long as you give them no further rights. Copy your settings, look at the planning, then tell us that all is well.");
    }

    private static Text kept(Migration migration, Duration kept) {
        return new Text(
                "Merci. Nous gardons l’ancienne base de la version " + migration.from() + ", fermée, pendant au moins "
                        + kept.toDays() + " jours.",
                "Thank you. We keep the old database of version " + migration.from() + ", closed, for at least "
                        + kept.toDays() + " days.");
    }

    /// Of its data we know nothing.
    private static Text left(Migration migration) {
        return new Text(
                "Merci. Rien de l’ancienne version " + migration.from()
                        + " n’est supprimé pour autant ; demandez-nous combien de temps ses données sont gardées.",
                "Thank you. That removes nothing of the old version " + migration.from()
                        + "; ask us for how long its data is kept.");
    }

    /// Nobody waits for a page, and nothing is tried on a copy.
    private static Text explanationByHand(Migration migration) {
        return switch (migration.state()) {
            case REQUESTED ->
                new Text(
                        "Nous la préparons à la main et vous dirons quand le service sera interrompu.",
                        "We prepare it by hand and will tell you when the service will be interrupted.");
            case ARMED, HOLDING, AWAITING_COPY, VERIFIED ->
                new Text(
                        "Nous copions vos données. Une page dit à vos membres jusqu’à quand.",
                        "We are copying your data. A page tells your members until when.");
            case ARCHIVED -> left(migration);
            case REVERSED ->
                new Text(
                        "Avec ce qui s’y trouvait à l’instant du passage et ce que nous y avons recopié depuis. Vos membres s’identifient une fois de plus.",
                        "With what was in it at the moment of the move and what we have copied back since. Your members log in once more.");
            default -> explanationOfOurs(migration);
        };
    }

    private static Text explanationOfOurs(Migration migration) {
        var to = migration.to();
        var from = migration.from();
        return switch (migration.state()) {
            case REQUESTED ->
                new Text(
                        "Nous essayons d’abord tout sur une copie de votre base de données. Rien ne change pour vos membres.",
                        "First we try everything on a copy of your database. Nothing changes for your members.");
            case PREFLIGHT ->
                new Text(
                        "Nous regardons si quelque chose s’y oppose. Rien ne change pour vos membres.",
                        "We look whether anything is in the way. Nothing changes for your members.");
            case ARMED ->
                new Text(
                        "Nous attendons un instant où personne ne réserve.",
                        "We are waiting for a moment in which nobody books.");
            case HOLDING, FENCING, FENCED, RETURNING, AWAITING_COPY ->
                new Text(
                        "Une page demandée à cet instant précis met quelques secondes à venir. Aucune réservation ne se perd.",
                        "A page that is asked for at this very instant takes a few seconds. No booking is lost.");
            case COPIED, COUNTED, MIGRATED, VERIFIED ->
                migration.purpose() == Purpose.REHEARSAL
                        ? new Text(
                                "La copie passe à la version " + to
                                        + " et nous comptons ce qui s’y trouve. Votre carnet de réservation est à ses membres.",
                                "The copy is being moved to version " + to
                                        + " and we count what is in it. Your booking sheet is with its members.")
                        : new Text(
                                "Une page demandée à cet instant précis met quelques secondes à venir. Aucune réservation ne se perd.",
                                "A page that is asked for at this very instant takes a few seconds. No booking is lost.");
            case REHEARSED ->
                new Text(
                        "Nous relisons le compte rendu, que voici, puis nous fixons le passage.",
                        "We read the report, which you find here, and then set the time of the move.");
            case SCHEDULED ->
                new Text(
                        "Rien à faire d’ici là : la même adresse, les mêmes mots de passe, les mêmes réservations.",
                        "Nothing to do until then: the same address, the same passwords, the same bookings.");
            case SWITCHED, OBSERVING, AWAITING_CLUB, ACCEPTED ->
                throw new IllegalArgumentException("said by itself: " + migration.state());
            case ARCHIVED ->
                new Text(
                        "L’ancienne base de la version " + from + " est supprimée ; son archive reste.",
                        "The old database of version " + from + " is removed; its archive stays.");
            case ABORTING, ROLLED_BACK -> givenUp(migration);
            case REVERSED ->
                new Text(
                        "Avec tout ce qui s’y trouvait à l’instant du passage. Vos membres s’identifient une fois de plus.",
                        "With all that was in it at the moment of the move. Your members log in once more.");
            case REFUSED, WITHDRAWN ->
                new Text(
                        "Votre carnet de réservation reste la version " + from
                                + ". La migration offerte à votre club n’est pas consommée.",
                        "Your booking sheet stays version " + from
                                + ". The migration that is free for your club is not used up.");
            case NEEDS_HUMAN ->
                new Text(
                        "Quelque chose demande à être regardé de près. Votre carnet de réservation est ouvert, dans sa version actuelle ; vous n’avez rien à faire.",
                        "Something wants a closer look. Your booking sheet is open, in its present version; there is nothing for you to do.");
        };
    }
}
