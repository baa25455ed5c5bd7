package com.openflyers.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.Letter;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.ParisTime;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.migration.MigrationPaper.Move;
import com.openflyers.gateway.provision.ManifestWorkflow.Changes;
import com.openflyers.gateway.provision.Named;
import com.openflyers.gateway.route.Space.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationLettersTest {

    private static final int LARGEST = 20 * 1024;
    private static final Instant AT = Instant.parse("2026-11-24T17:45:00Z");
    private static final Instant LATER = AT.plusSeconds(7200);
    private static final Move MOVE = new Move(
            12,
            "M-12",
            "Aéro-club <Mermoz> & fils",
            "https://mermoz.openflyers.fr",
            "1.3.1",
            "2.0",
            false,
            Kind.PRODUCTION);
    private static final Move BY_HAND =
            new Move(12, "M-12", "Club Mermoz", "https://mermoz.openflyers.fr", "1.2", "2.0", true, Kind.PRODUCTION);

    private static final Move OF_TEST =
            new Move(12, "M-12", "Club Mermoz", "https://mermoz.openflyers.fr", "1.2", "2.0", false, Kind.TEST);
    private static final Duration KEPT = Duration.ofDays(90);

    private static final Report REPORT = new Report(
            List.of(new Report.Count(new Text("Réservations", "Bookings"), 17_222)),
            List.of(new Report.Remark(
                    new Text(
                            "Réservation 303 : son membre n’existe plus, elle n’est pas reprise",
                            "Booking 303: its member exists no more, it is not taken over"),
                    BookingNote.of("2026-10-17 09:00:00 to 2026-10-17 10:30:00, member 99, aircraft 1"))),
            Duration.ofSeconds(4));

    private final LetterLayout layout = new LetterLayout();
    private final MigrationLetters letters = new MigrationLetters(new MigrationPaper(layout, Optional.empty()));
    private final SwitchedLetters afterwards = new SwitchedLetters(new MigrationPaper(layout, Optional.empty()));

    @ParameterizedTest
    @EnumSource
    void every_letter_says_the_same_in_text_and_html_and_fetches_nothing(Language language) throws IOException {
        var all = all(new Recipient("anne@example.fr", language));

        var directory = Files.createDirectories(Path.of("target/letters"));
        for (var letter : all) {
            var name = letter.cause().replaceAll("[^\\w]+", "-") + "." + language.tag() + ".html";
            Files.writeString(directory.resolve(name), letter.html());
        }
        assertThat(all).extracting(Letter::cause).doesNotHaveDuplicates().hasSize(21);
        assertThat(all).allSatisfy(letter -> {
            assertThat(letter.language()).isEqualTo(language);
            assertThat(letter.html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LARGEST);
            assertThat(letter.html())
                    .contains("lang=\"" + language.tag() + "\"")
                    .doesNotContain("<Mermoz>", "<img", "url(", "<script", "@import");
            assertThat(letter.text()).contains("Aéro-club <Mermoz> & fils").doesNotContain("&amp;");
            assertThat(letter.text() + letter.html()).doesNotContainIgnoringCase("maintenance");
        });
    }

    @Test
    void the_acknowledgement_promises_a_week_and_says_how_lengthyit_really_takes() {
        var usual = letters.requested(french(), MOVE, LATER, Optional.empty());
        var measured = letters.requested(french(), MOVE, LATER, Optional.of(Duration.ofHours(9)));

        assertThat(usual.text()).contains("dans la semaine, en moyenne en moins de 24 heures", "M-12");
        assertThat(measured.text()).contains("en moyenne en moins de 9 heures");
    }

    @Test
    void the_switch_is_told_with_its_moment_in_paris() {
        var letter = afterwards.switched(french(), MOVE, 1, AT);

        assertThat(letter.text())
                .contains("Votre carnet de réservation est maintenant la version 2.0, depuis le mardi 24 novembre 2026")
                .contains("18\u00A0h\u00A045 (heure de Paris)")
                .contains("https://mermoz.openflyers.fr");
    }

    @Test
    void going_back_costs_what_was_written_since() {
        var free = afterwards.awaitingClub(french(), MOVE, 1, AT, Optional.of(0L));
        var unknown = afterwards.awaitingClub(french(), MOVE, 1, AT, Optional.empty());
        var dear = afterwards.awaitingClub(french(), MOVE, 1, AT, Optional.of(1234L));

        assertThat(free.text()).contains("sans rien perdre");
        assertThat(dear.text()).contains("a un prix", "1\u202F234");
        assertThat(unknown.text()).contains("a un prix").doesNotContain("sans rien perdre", "Enregistrements");
    }

    @Test
    void a_letter_leads_to_the_clubs_pages_once_there_are_some() {
        var linked = new MigrationLetters(
                new MigrationPaper(layout, Optional.of("https://client.openflyers.com/migrations/")));

        var letter = linked.withdrawn(french(), MOVE);

        assertThat(letter.text()).contains("https://client.openflyers.com/migrations/12");
        assertThat(letter.html()).contains("href=\"https://client.openflyers.com/migrations/12\"");
    }

    @Test
    void the_report_of_a_rehearsal_is_said_in_the_language_of_its_reader() {
        var french = letters.rehearsed(new Recipient("a@example.org", Language.FRENCH), MOVE, 1, REPORT);
        var english = letters.rehearsed(new Recipient("a@example.org", Language.ENGLISH), MOVE, 1, REPORT);

        assertThat(french.text().replaceAll("[\\s\u00A0]+", " "))
                .contains(
                        "Réservations",
                        "Réservation 303 : son membre n’existe plus, elle n’est pas reprise",
                        "samedi 17 octobre 2026, de 11 h 00 à 12 h 30",
                        "avion n° 1")
                .doesNotContain("booking", " to ", "member");
        assertThat(english.text().replaceAll("[\\s\u00A0]+", " "))
                .contains("Bookings", "Booking 303: its member exists no more", "11:00 to 12:30", "aircraft no. 1");
    }

    /// Scripts of other ways may note what they like.
    @Test
    void what_a_script_notes_in_another_form_is_shown_as_it_is() {
        for (var detail :
                List.of("", "anne anne@example.org", "2026-13-45 09:00:00 to 2026-10-17 10:00:00, aircraft 1")) {
            assertThat(BookingNote.of(detail)).isEqualTo(Text.same(detail));
        }
    }

    @Test
    void what_is_done_by_hand_is_told_as_it_is() {
        var requested = letters.requested(french(), BY_HAND, LATER, Optional.empty());
        var announced = letters.interruptionAnnounced(french(), BY_HAND, 7, AT, LATER);
        var asked = afterwards.awaitingClub(french(), BY_HAND, 1, AT, Optional.empty());
        var reversed = afterwards.reversed(french(), BY_HAND, 2, AT, true, Written.NOTHING);

        assertThat(requested.text()).contains("à la main").doesNotContain("essai");
        assertThat(announced.text()).contains("à la main").doesNotContain("trop grande");
        assertThat(asked.text()).contains("recopier à la main").doesNotContain("ressaisir");
        assertThat(reversed.text()).contains("recopié à la main").doesNotContain("rien n’est perdu");
    }

    @Test
    void a_club_whose_way_back_came_to_nothing_knows_where_it_is_and_what_it_would_cost() {
        var stopped = afterwards.stayed(french(), MOVE, 1, Written.NOTHING, false);
        var dear = afterwards.stayed(french(), MOVE, 1, bookings(1234), true);

        assertThat(stopped.text()).contains("reste la version 2.0").doesNotContain("ressaisir", "renoncez");
        assertThat(stopped.text()).contains("tout va bien");
        assertThat(afterwards.stayed(french(), MOVE, 1, Written.NOTHING, true).text())
                .doesNotContain("tout va bien");
        assertThat(dear.text()).contains("reste la version 2.0", "1\u202F234", "renoncez");
    }

    @Test
    void what_becomes_of_the_old_data_is_said_as_it_is() {
        assertThat(afterwards.accepted(french(), MOVE, Duration.ofDays(120)).text())
                .contains("pendant au moins 120 jours", "espace de test");
        assertThat(afterwards.accepted(french(), BY_HAND, KEPT).text())
                .contains("ne supprime rien de l’ancienne version 1.2")
                .doesNotContain("jours");
    }

    @Test
    void a_test_space_is_not_said_to_be_what_counts() {
        assertThat(afterwards.switched(french(), MOVE, 1, AT).text()).contains("fait foi", "en test");
        assertThat(afterwards.switched(french(), OF_TEST, 1, AT).text()).doesNotContain("fait foi", "en test");
        assertThat(afterwards.accepted(french(), OF_TEST, KEPT).text()).doesNotContain("espace de test");
    }

    @Test
    void what_going_back_would_lose_is_named_as_far_as_a_letter_goes() {
        var lengthy = afterwards.stayed(french(), MOVE, 1, bookings(1234), false);

        assertThat(lengthy.text())
                .contains("Réservations, ajout\u00A0: F-GKQP, " + ParisTime.span(AT, LATER, Language.FRENCH))
                .contains("Anne Martin (n°\u00A01)", "et 1\u202F204 autres")
                .doesNotContain("(n°\u00A031)");
    }

    private static Written bookings(int count) {
        var rows = IntStream.rangeClosed(1, count)
                .mapToObj(number -> "[" + number + "]")
                .toList();
        var named =
                rows.stream().collect(Collectors.toMap(key -> key, _ -> new Named(AT, LATER, "F-GKQP", "Anne Martin")));
        return Written.of(Map.of("public.booking", new Changes(rows, List.of(), List.of(), named)));
    }

    private List<Letter> all(Recipient to) {
        var removal = new RemovalLetters(layout);
        var alarms = new AlarmLetters(layout);
        return List.of(
                letters.requested(to, MOVE, LATER, Optional.empty()),
                letters.rehearsed(to, MOVE, 1, REPORT),
                letters.scheduled(to, MOVE, 6, AT, LATER),
                letters.interruptionAnnounced(to, MOVE, 7, AT, AT.plus(Duration.ofDays(1))),
                afterwards.switched(to, MOVE, 1, AT),
                letters.postponed(to, MOVE, AT, LATER),
                letters.rolledBack(to, MOVE, 1),
                letters.refused(to, MOVE, "Le club a déjà deux migrations."),
                letters.withdrawn(to, MOVE),
                afterwards.awaitingClub(to, MOVE, 1, AT, Optional.of(1L)),
                afterwards.reminder(to, MOVE, 7, AT, Optional.of(1234L)),
                afterwards.reversed(to, MOVE, 2, AT, true, bookings(12)),
                afterwards.reversed(to, MOVE, 3, AT, false, Written.NOTHING),
                afterwards.stayed(to, MOVE, 4, bookings(12), false),
                afterwards.stayed(to, MOVE, 5, Written.NOTHING, true),
                afterwards.accepted(to, MOVE, KEPT),
                removal.asked(to, MOVE.club(), "mermoz-test", "https://mermoz-test.openflyers.fr", LATER),
                removal.done(to, MOVE.club(), "mermoz-test", LATER),
                alarms.overdue(to, MOVE, Duration.ofHours(24), "REQUESTED", LATER),
                alarms.overdue(to, MOVE, Duration.ofDays(5), "REQUESTED", LATER),
                alarms.needsHuman(to, MOVE, 1, "PREFLIGHT", "A node does not answer."));
    }

    private static Recipient french() {
        return new Recipient("anne@example.fr", Language.FRENCH);
    }
}
