package com.openflyers.gateway.http;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// A problem as the page template sees it, in one language.
public record ErrorPage(Problem problem, Language language) {

    /// Clubs fly by the time of Paris, overseas ones know the difference.
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private static final DateTimeFormatter FRENCH =
            DateTimeFormatter.ofPattern("EEEE d MMMM 'à' H'\u00A0h\u00A0'mm", Language.FRENCH.locale());
    private static final DateTimeFormatter ENGLISH =
            DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Language.ENGLISH.locale());

    public String title() {
        return problem.title().in(language);
    }

    public String detail() {
        return problem.detail().in(language);
    }

    /// Picks the text of the page's language, for words that only the template needs.
    public String say(String french, String english) {
        return new Text(french, english).in(language);
    }

    /// Empty when nobody knows.
    public String club() {
        return problem.club() == null ? "" : problem.club();
    }

    /// Empty when there is none.
    public String requestId() {
        return problem.requestId() == null ? "" : problem.requestId();
    }

    /// Whether the same request may succeed a little later.
    public boolean passing() {
        return switch (problem.status()) {
            case 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    /// Empty when the same page is the place to go on from.
    public String home() {
        return problem.home() == null ? "" : problem.home();
    }

    /// What was sent and not recorded; empty when it is not known.
    public List<Submission.Entry> entries() {
        return problem.submission() == null ? List.of() : problem.submission().entries();
    }

    /// Whether there was more of it than is shown.
    public boolean cut() {
        return problem.submission() != null && problem.submission().cut();
    }

    /// For `datetime`; empty when the end is not known.
    public String untilMachine() {
        return problem.until() == null ? "" : problem.until().toString();
    }

    /// Day and time in Paris; empty when the end is not known.
    public String untilWords() {
        return problem.until() == null ? "" : words(problem.until());
    }

    private String words(Instant until) {
        var local = until.atZone(ZONE);
        return say(FRENCH.format(local) + " (heure de Paris)", ENGLISH.format(local) + " (Paris time)");
    }
}
