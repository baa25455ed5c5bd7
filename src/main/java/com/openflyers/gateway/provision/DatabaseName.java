package com.openflyers.gateway.provision;

import java.util.Locale;
import java.util.regex.Pattern;

/// The name of a space's database: small letters, digits and underscores, at most [#LONGEST] of them, no digit
/// first.
///
/// The one place where a name becomes part of a statement: [#quoted]. Names of what a migration makes end in `__`,
/// a letter and the number of the attempt; a name that would grow too long is cut and gets a hash in its place, so
/// two long names stay two.
public record DatabaseName(String text) {

    /// PostgreSQL cuts longer ones without an error.
    public static final int LONGEST = 63;

    private static final Pattern ALLOWED = Pattern.compile("[a-z_][a-z0-9_]{0," + (LONGEST - 1) + "}");
    private static final Pattern DISPOSABLE = Pattern.compile(".+__[ars][0-9]+");
    private static final String QUARANTINE = "quarantine__";
    private static final int HASH = 8;

    public DatabaseName {
        if (!ALLOWED.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" cannot be a space's database: expected at most "
                    + LONGEST + " small letters, digits and underscores, and no digit first");
        }
    }

    /// The usual name of a space's live database: `aeroclub` and `1.3.1` are `aeroclub_131`.
    public static DatabaseName live(String space, String version) {
        var digits = version.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        var start = Character.isDigit(space.charAt(0)) ? "_" + space : space;
        return new DatabaseName(joined(start.replace('-', '_'), "_" + digits));
    }

    /// Where a fence of this attempt puts the database: whoever acts for another attempt does not find it.
    public DatabaseName fenced(long attempt) {
        return new DatabaseName(joined(text, "__f" + attempt));
    }

    /// What an attempt makes in order to give it this name.
    public DatabaseName candidate(long attempt) {
        return new DatabaseName(joined(text, "__a" + attempt));
    }

    public DatabaseName rehearsal(long attempt) {
        return new DatabaseName(joined(text, "__r" + attempt));
    }

    /// In which an archive is tried.
    DatabaseName scratch(long number) {
        return new DatabaseName(joined(text, "__s" + number));
    }

    /// @param number sets two databases apart that once had the same name
    DatabaseName quarantined(long number) {
        return new DatabaseName(QUARANTINE + joined(text, LONGEST - QUARANTINE.length(), "__" + number));
    }

    /// Whether the name is that of a rehearsal, a candidate or a scratch database.
    boolean disposable() {
        return DISPOSABLE.matcher(text).matches() && !inQuarantine();
    }

    boolean inQuarantine() {
        return text.startsWith(QUARANTINE);
    }

    /// As an identifier in a statement.
    String quoted() {
        return '"' + text + '"';
    }

    @Override
    public String toString() {
        return text;
    }

    private static String joined(String start, String end) {
        return joined(start, LONGEST, end);
    }

    private static String joined(String start, int longest, String end) {
        var room = longest - end.length();
        return (start.length() <= room ? start : start.substring(0, room - HASH - 1) + "_" + hash(start)) + end;
    }

    private static String hash(String name) {
        return Sums.sha256(name).substring(0, HASH);
    }
}
