package com.openflyers.gateway.http;

import com.google.errorprone.annotations.Immutable;
import java.util.regex.Pattern;

/// Something said to a person, in each of our languages.
///
/// @param french with the spaces of French punctuation, which no line may be broken at, whichever way they were typed
@Immutable
public record Text(String french, String english) {

    private static final Pattern PUNCTUATION = Pattern.compile("(?<=«) | (?=[:;?!»€])");
    private static final String NO_BREAK = "\u00a0";

    public Text {
        french = PUNCTUATION.matcher(french).replaceAll(NO_BREAK);
    }

    /// The same in both, for names and for what only operators read.
    public static Text same(String text) {
        return new Text(text, text);
    }

    public String in(Language language) {
        return switch (language) {
            case FRENCH -> french;
            case ENGLISH -> english;
        };
    }
}
