package com.openflyers.gateway.mail;

import com.openflyers.gateway.http.Language;
import java.util.List;

/// A letter as the template sees it, in one language.
///
/// @param about whom or what it concerns, in small letters above the heading: the club
/// @param foot  why it was sent
public record LetterPage(
        Language language, String subject, String about, String heading, List<Part> parts, String foot) {

    public LetterPage {
        parts = List.copyOf(parts);
    }
}
