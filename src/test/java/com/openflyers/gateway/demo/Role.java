package com.openflyers.gateway.demo;

import static com.openflyers.gateway.demo.Permit.BOOK_ALL;
import static com.openflyers.gateway.demo.Permit.BOOK_ALONE;
import static com.openflyers.gateway.demo.Permit.BOOK_INSTRUCTION;
import static com.openflyers.gateway.demo.Permit.FREEZE_AIRCRAFTS;
import static com.openflyers.gateway.demo.Permit.SET_AIRCRAFTS_FILE;
import static com.openflyers.gateway.demo.Permit.SET_CLUB_PARAMETERS;
import static com.openflyers.gateway.demo.Permit.SET_PILOTS_FILE;

import java.util.List;

/// What somebody is in the club: a profile of 1.3.1, a set of rights in 2.0.
enum Role {
    STUDENT(1, "Élève", BOOK_INSTRUCTION),
    PILOT(2, "Pilote", BOOK_ALONE, BOOK_INSTRUCTION),
    INSTRUCTOR(4, "Instructeur", BOOK_ALONE, BOOK_INSTRUCTION, FREEZE_AIRCRAFTS),
    MANAGER(
            8,
            "Gestionnaire",
            BOOK_ALONE,
            BOOK_INSTRUCTION,
            FREEZE_AIRCRAFTS,
            SET_PILOTS_FILE,
            SET_CLUB_PARAMETERS,
            SET_AIRCRAFTS_FILE,
            BOOK_ALL),
    /// May look, and nothing more.
    VISITOR(16, "Visiteur");

    private final int profile;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Permit> permits;

    Role(int profile, String title, Permit... permits) {
        this.profile = profile;
        this.title = title;
        this.permits = List.of(permits);
    }

    int profile() {
        return profile;
    }

    String title() {
        return title;
    }

    /// As 1.3.1 stores it.
    int mask() {
        return permits.stream().mapToInt(Permit::bit).sum();
    }

    /// As 2.0 stores it.
    String[] rights() {
        return permits.stream().map(Permit::right).toArray(String[]::new);
    }
}
