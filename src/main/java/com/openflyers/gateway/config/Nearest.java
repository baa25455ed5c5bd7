package com.openflyers.gateway.config;

import java.util.Collection;
import java.util.Optional;

/// Guesses which known word a misspelt one was meant to be.
final class Nearest {

    private Nearest() {}

    /// @return the candidate with the fewest edits, if a third of its letters or fewer differ
    static Optional<String> to(String word, Collection<String> candidates) {
        String nearest = null;
        var fewest = Integer.MAX_VALUE;
        for (var candidate : candidates) {
            var edits = edits(word, candidate);
            if (edits < fewest) {
                fewest = edits;
                nearest = candidate;
            }
        }
        return fewest <= word.length() / 3 ? Optional.ofNullable(nearest) : Optional.empty();
    }

    /// Levenshtein distance, one row of the table at a time.
    private static int edits(String a, String b) {
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
