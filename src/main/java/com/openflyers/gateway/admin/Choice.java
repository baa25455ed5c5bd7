package com.openflyers.gateway.admin;

/// A word that the reader of a migration's page may say to it.
///
/// @param says what a dry run has just said: the state that would follow, or why it may not be said
public record Choice(String verb, String label, boolean allowed, String says) {

    /// Whether it moves the migration on, where others stop it.
    public boolean forwards() {
        return switch (verb) {
            case "abort", "refuse", "withdraw", "reverse" -> false;
            default -> true;
        };
    }

    public boolean needsWindow() {
        return verb.equals("schedule");
    }

    public boolean needsCounts() {
        return verb.equals("confirm-copied");
    }
}
