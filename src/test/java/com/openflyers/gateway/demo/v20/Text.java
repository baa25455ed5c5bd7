package com.openflyers.gateway.demo.v20;

/// What the pages say, in both languages.
enum Text {
    SIGN_IN("Connexion", "Sign in"),
    LOGIN("Identifiant", "Login"),
    PASSWORD("Mot de passe", "Password"),
    ENTER("Se connecter", "Sign in"),
    SIGN_OUT("Se déconnecter", "Sign out"),
    BAD_PASSWORD("Identifiant ou mot de passe erroné.", "Wrong login or password."),
    SAME_PASSWORD(
            "Vos identifiants de l'ancienne version restent valables.",
            "Your login from the former version still works."),
    SANDBOX(
            "Bac à sable \u2013 plateforme de test, les réservations n'engagent personne",
            "Sandbox \u2013 a test platform, bookings bind nobody"),
    PREVIOUS_DAY("Jour précédent", "Previous day"),
    NEXT_DAY("Jour suivant", "Next day"),
    TODAY("Aujourd'hui", "Today"),
    PLANNING("Planning", "Schedule"),
    NEW_BOOKING("Nouvelle réservation", "New booking"),
    MY_BOOKINGS("Mes prochaines réservations", "My next bookings"),
    NO_BOOKING("Aucune réservation à venir.", "No booking ahead."),
    AIRCRAFT("Avion", "Aircraft"),
    DATE("Date", "Date"),
    FROM("De", "From"),
    TO("À", "To"),
    KIND("Type", "Kind"),
    SOLO("Vol seul", "Solo"),
    INSTRUCTION("Instruction", "Instruction"),
    GROUNDED("Immobilisation", "Grounded"),
    INSTRUCTOR("Instructeur", "Instructor"),
    NO_INSTRUCTOR("Aucun", "None"),
    COMMENT("Commentaire", "Comment"),
    BOOK("Réserver", "Book"),
    CANCEL("Annuler", "Cancel"),
    BOOKED("Réservation enregistrée.", "Booked."),
    CANCELLED("Réservation annulée.", "Booking cancelled."),
    TAKEN("Cet avion est déjà réservé sur ce créneau.", "This aircraft is already booked then."),
    NOT_ALLOWED("Vous n'avez pas ce droit.", "You may not do that."),
    GONE("Cette réservation n'existe plus.", "This booking is gone."),
    END_BEFORE_START("La fin doit suivre le début.", "The end must come after the start."),
    INSTRUCTOR_MISSING("Choisissez un instructeur.", "Choose an instructor."),
    AIRCRAFT_UNKNOWN("Cet avion n'existe pas.", "There is no such aircraft."),
    UNREADABLE("Date ou heure illisible.", "The date or the time cannot be read."),
    LOOK_ONLY("Votre profil permet de consulter le planning seulement.", "Your profile may only look at the schedule."),
    NO_PAGE("Cette page n'existe pas.", "There is no such page."),
    POWERED_BY("propulsé par", "powered by");

    private final String french;
    private final String english;

    Text(String french, String english) {
        this.french = french;
        this.english = english;
    }

    String in(Language language) {
        return switch (language) {
            case FRENCH -> french;
            case ENGLISH -> english;
        };
    }
}
