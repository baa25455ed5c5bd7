package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.registry.SpaceNames;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which sub-domains clubs may choose: narrower than what operators may register, for a name is printed on posters.
final class Names {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 30;
    /// Of operators' spaces too.
    private static final int LABEL = 63;
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

    /// Ours, or what somebody could take for ours.
    private static final Set<String> RESERVED = Set.of(
            "abuse",
            "account",
            "admin",
            "administrator",
            "api",
            "app",
            "assets",
            "autoconfig",
            "autodiscover",
            "billing",
            "blog",
            "bts",
            "cdn",
            "client",
            "compte",
            "contact",
            "demo",
            "dev",
            "dns",
            "email",
            "ftp",
            "gateway",
            "help",
            "host",
            "imap",
            "inscription",
            "localhost",
            "login",
            "mail",
            "main",
            "migration",
            "mx",
            "news",
            "no-reply",
            "noreply",
            "ns1",
            "ns2",
            "openflyers",
            "pop",
            "postmaster",
            "root",
            "security",
            "sftp",
            "shop",
            "smtp",
            "ssl",
            "staging",
            "static",
            "statut",
            "status",
            "support",
            "forum",
            "test",
            "tls",
            "vpn",
            "web",
            "webmail",
            "webmaster",
            "wiki",
            "wpad",
            "www");
    private static final Pattern RESERVED_START =
            Pattern.compile("(doc[0-9]*|demo|test)-.*|doc[0-9]*|(www|ns|mx)[0-9]+|.*openflyers.*");

    private static final Text LENGTH =
            new Text("De " + SHORTEST + " à " + LONGEST + " caractères.", SHORTEST + " to " + LONGEST + " characters.");
    private static final Text CHARACTERS = new Text(
            "Des lettres, des chiffres et des tirets, sans tiret au début ni à la fin.",
            "Letters, digits and hyphens, no hyphen at the beginning or end.");
    private static final Text HYPHENS = new Text("Jamais deux tirets de suite.", "Never two hyphens in a row.");
    private static final Text DIGITS = new Text("Pas seulement des chiffres.", "Not digits alone.");
    private static final Text TAKEN_BY_US = new Text("Cette adresse est réservée.", "This address is reserved.");

    private final SpaceNames spaces;

    Names(SpaceNames spaces) {
        this.spaces = spaces;
    }

    /// What somebody typed as it can stand in an address: `Aéro-Club de l’Étang` is `aero-club-de-l-etang`. Not always
    /// a name that may be chosen.
    static String fold(String typed) {
        return Normalizer.normalize(typed.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace("ß", "ss")
                .replaceAll("[\\s'’._/&+]+", "-")
                .replaceAll("^-+|-+$", "");
    }

    /// Of somebody who types their identifier, or the whole address that they know: `http://Aeroclub.openflyers.fr/`.
    /// Nobody's, if it cannot be one.
    static String identifier(String typed) {
        var text = typed.strip().toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
        var end = text.indexOf('.');
        var name = end < 0 ? text : text.substring(0, end);
        return name.length() <= LABEL && ALLOWED.matcher(name).matches() ? name : "";
    }

    String host(String name) {
        return spaces.host(name);
    }

    /// The rule that a folded name breaks; empty if it may be chosen.
    Optional<Text> fault(String name) {
        if (name.length() < SHORTEST || name.length() > LONGEST) {
            return Optional.of(LENGTH);
        }
        if (!ALLOWED.matcher(name).matches()) {
            return Optional.of(CHARACTERS);
        }
        if (name.contains("--")) {
            return Optional.of(HYPHENS);
        }
        if (name.chars().allMatch(Character::isDigit)) {
            return Optional.of(DIGITS);
        }
        var reserved = RESERVED.contains(name) || RESERVED_START.matcher(name).matches();
        return reserved || spaces.fault(name).isPresent() ? Optional.of(TAKEN_BY_US) : Optional.empty();
    }
}
