package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;

/// What an operator is told about accounts, clubs and settings when nothing is done.
final class AccountProblems {

    private AccountProblems() {}

    static Problem unknownAccount(String name) {
        return Problems.notFound("Le compte « " + name + " » n’existe pas.", "There is no account \"" + name + "\".");
    }

    static Problem noSpaceOfAccount(String name) {
        return Problem.of(
                409,
                "no-space",
                new Text("Pas d’espace", "No space"),
                new Text(
                        "L’espace du compte « " + name
                                + " » n’est pas encore là, ou il est fermé : il n’y a pas de fiche à changer.",
                        "The space of the account \"" + name
                                + "\" is not there yet, or closed: there is no record to change."));
    }

    static Problem unknownClub(long id) {
        return Problems.notFound("Le club " + id + " n’existe pas.", "There is no club " + id + ".");
    }

    static Problem mergedClub(long id) {
        return Problem.of(
                409,
                "merged-club",
                new Text("Club déjà réuni", "Club merged before"),
                new Text(
                        "Le club " + id + " ne fait déjà qu’un avec un autre.",
                        "The club " + id + " is one with another already."));
    }

    static Problem sameClub() {
        return Problem.of(
                422,
                "same-club",
                new Text("Un seul et même club", "One and the same club"),
                new Text(
                        "Un club ne se réunit pas avec lui-même : indiquez-en un autre.",
                        "A club is not merged into itself: name another one."));
    }

    static Problem busyClub(String space, String by) {
        return Problem.of(
                        409,
                        "reserved",
                        new Text("Espace réservé", "Reserved space"),
                        new Text(
                                "L’espace « " + space + " » est réservé à « " + by
                                        + " » ; attendez que ce soit terminé.",
                                "The space \"" + space + "\" is reserved for \"" + by + "\": wait for its end."))
                .with("reservedBy", by);
    }

    static Problem unreadableSettings(String space, String version) {
        return Problem.of(
                422,
                "unreadable-settings",
                new Text("Réglages illisibles", "Unreadable settings"),
                new Text(
                        "Les réglages de « " + space + " » (version " + version + ") ne se lisent pas d’ici.",
                        "The settings of \"" + space + "\" (version " + version + ") cannot be read from here."));
    }

    static Problem awaySettings(String space) {
        return Problem.of(
                409,
                "database-away",
                new Text("Base indisponible", "Database away"),
                new Text(
                        "La base de « " + space + " » ne répond pas pour le moment.",
                        "The database of \"" + space + "\" does not answer for the moment."));
    }
}
