package com.openflyers.gateway.admin;

import java.util.Locale;
import java.util.Optional;

/// What an operator may do; each role includes the ones before it.
public enum Role {
    /// Reads everything.
    VIEWER,
    /// Also changes versions, spaces and pointers.
    OPERATOR,
    /// Also takes nodes off the list and accepts a table that a node refused.
    ADMIN;

    /// @param word as in a token and in the contract: the constant's name in small letters
    static Optional<Role> find(String word) {
        for (var role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
