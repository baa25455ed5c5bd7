package com.openflyers.gateway.http;

import com.google.errorprone.annotations.Immutable;

/// Something said to a person, in each of our languages.
@Immutable
public record Text(String french, String english) {

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
