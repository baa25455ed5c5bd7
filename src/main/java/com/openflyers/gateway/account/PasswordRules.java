package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a password must be (OWASP ASVS 5.0, 6.2; NIST SP 800-63B §3.1.1): long, not known, and not about its owner.
/// No rule on its characters.
public final class PasswordRules {

    /// Of what is meant by a sentence; itself refused, as everybody reads it.
    public static final Text EXAMPLE =
            new Text("quatre vaches broutent sous la manche à air", "four cows graze under the windsock");

    static final int SHORTEST = 15;
    static final int LONGEST = 256;

    private static final Text TOO_SHORT = new Text(
            "Au moins " + SHORTEST + " caractères : une phrase de quelques mots convient très bien.",
            "At least " + SHORTEST + " characters: a sentence of a few words does very well.");
    private static final Text TOO_LONG =
            new Text("Au plus " + LONGEST + " caractères.", "At most " + LONGEST + " characters.");
    private static final Text KNOWN = new Text(
            "Ce mot de passe figure dans les listes de mots de passe courants : choisissez-en un autre.",
            "This password is on the lists of common passwords: choose another one.");
    private static final Text ABOUT_YOU = new Text(
            "Ce mot de passe contient votre identifiant, votre adresse ou notre nom : choisissez-en un autre.",
            "This password consists of your identifier, your address or our name: choose another one.");

    /// The 5 000 most used that are long enough, of the ten million that Mark Burnett published in 2015.
    private static final Set<String> COMMON = read();

    /// What is left of a password without words about its owner must still be something.
    private static final int LEFT = 8;

    private PasswordRules() {}

    /// @param about words that whoever attacks tries first: the identifier, the parts of addresses
    static Optional<Text> fault(String password, List<String> about) {
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of(TOO_SHORT);
        }
        if (length > LONGEST) {
            return Optional.of(TOO_LONG);
        }
        var plain = plain(password);
        if (COMMON.contains(plain) || isOneUnitRepeated(plain) || isExample(plain)) {
            return Optional.of(KNOWN);
        }
        return isAbout(plain, about) ? Optional.of(ABOUT_YOU) : Optional.empty();
    }

    private static boolean isAbout(String plain, List<String> about) {
        var rest = plain;
        var words = new HashSet<>(List.of("openflyers"));
        about.stream()
                .map(PasswordRules::plain)
                .filter(word -> word.length() > 3)
                .forEach(words::add);
        for (var word : words) {
            rest = rest.replace(word, "");
        }
        return rest.length() < LEFT && rest.length() < plain.length();
    }

    private static boolean isExample(String plain) {
        return plain.equals(EXAMPLE.french()) || plain.equals(EXAMPLE.english());
    }

    /// Such as `abcabcabcabcabc` and `111111111111111`.
    private static boolean isOneUnitRepeated(String text) {
        return (text + text).indexOf(text, 1) < text.length();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static Set<String> read() {
        try (var file = PasswordRules.class.getResourceAsStream("/account/common-passwords.txt")) {
            if (file == null) {
                throw new IllegalStateException("the list of common passwords is not in the jar");
            }
            return Set.copyOf(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
