package com.openflyers.gateway.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Invents a club's members.
final class People {

    /// Everybody's password: it is a demo.
    static final String PASSWORD = "envol";

    private static final int PILOTS = 28;
    private static final int STUDENTS = 8;

    private static final List<String> FIRST_NAMES = List.of(
            "Adèle",
            "Agnès",
            "Anaïs",
            "André",
            "Benoît",
            "Camille",
            "Cécile",
            "Céline",
            "Clément",
            "Émile",
            "Éric",
            "Estelle",
            "Fabien",
            "François",
            "Gaël",
            "Gérard",
            "Hélène",
            "Hervé",
            "Inès",
            "Jérôme",
            "Joël",
            "Léa",
            "Loïc",
            "Lucie",
            "Maëlle",
            "Marc",
            "Maud",
            "Nathan",
            "Noémie",
            "Odile",
            "Pascal",
            "Quentin",
            "Raphaël",
            "Rémi",
            "Sabine",
            "Solène",
            "Théo",
            "Valérie",
            "Xavier",
            "Zoé");

    private static final List<String> LAST_NAMES = List.of(
            "Amiot",
            "Barbier",
            "Béranger",
            "Bouvet",
            "Chevalier",
            "Colin",
            "Cordier",
            "D'Almeida",
            "Delmas",
            "Étienne",
            "Ferré",
            "Fouquet",
            "Garnier",
            "Gicquel",
            "Hébert",
            "Huet",
            "Imbert",
            "Jacquet",
            "Klein",
            "Lacombe",
            "Lefèvre",
            "Le Goff",
            "Maître",
            "Marchand",
            "Nicolas",
            "Noël",
            "Ollivier",
            "Pélissier",
            "Prévost",
            "Quéré",
            "Renault",
            "Rousseau",
            "Sauvage",
            "Schmitt",
            "Texier",
            "Thévenot",
            "Vasseur",
            "Verdier",
            "Weber",
            "Yvon");

    private static final List<String> SOLO_COMMENTS = List.of(
            "", "", "", "Vol local", "Tour de piste", "Île d'Yeu & retour", "2 places libres", "Baptême de l'air");

    private static final List<String> LESSON_COMMENTS = List.of(
            "",
            "Tours de piste",
            "Maniabilité",
            "Navigation n° 3",
            "Contrôle en vol < 3 mois",
            "Atterrissages \"courts\"");

    private People() {}

    static List<Seed.Person> of(Random random) {
        var people = new ArrayList<Seed.Person>();
        people.add(new Seed.Person(1, "gestion", "Claude", "Fontaine", Role.MANAGER));
        people.add(new Seed.Person(2, "pilote", "Camille", "Laurent", Role.PILOT));
        people.add(new Seed.Person(3, "eleve", "Noé", "Girard", Role.STUDENT));
        people.add(new Seed.Person(4, "visiteur", "Visiteur", "du club", Role.VISITOR));
        people.add(new Seed.Person(5, "instructeur", "Dominique", "Mercier", Role.INSTRUCTOR));
        var logins = new HashSet<String>();
        for (var role : List.of(Role.INSTRUCTOR, Role.PILOT, Role.STUDENT)) {
            var count = switch (role) {
                case INSTRUCTOR -> 3;
                case PILOT -> PILOTS;
                default -> STUDENTS;
            };
            for (var added = 0; added < count; ) {
                var first = FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size()));
                var last = LAST_NAMES.get(random.nextInt(LAST_NAMES.size()));
                var login = login(first, last);
                if (logins.add(login)) {
                    people.add(new Seed.Person(people.size() + 1, login, first, last, role));
                    added++;
                }
            }
        }
        return List.copyOf(people);
    }

    static String comment(boolean teaching, Random random) {
        var comments = teaching ? LESSON_COMMENTS : SOLO_COMMENTS;
        return comments.get(random.nextInt(comments.size()));
    }

    /// First letter and last name, without accents: "François D'Almeida" is `fdalmeida`.
    private static String login(String first, String last) {
        return Normalizer.normalize(first.charAt(0) + last, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
    }
}
