package com.openflyers.gateway.mail;

import static com.openflyers.gateway.mail.MailUnderTest.QUICK;
import static com.openflyers.gateway.mail.MailUnderTest.letter;
import static com.openflyers.gateway.mail.MailUnderTest.settings;
import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.mail.OutboxEntry.State;
import com.openflyers.gateway.testing.Ports;
import com.openflyers.gateway.testing.Postgres;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailRefusalsDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();

    private final MailUnderTest mail = new MailUnderTest(DATABASE);

    @AfterEach
    void close() {
        mail.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RCPT TO:<gone@example.fr> | 550 5.1.1 no such user
            To: gone@example.fr       | 250 never answered
            """)
    void a_recipient_that_is_refused_for_good_is_dead_and_the_others_get_their_mail(String line, String answer) {
        // The second time the refusal comes after the whole mail.
        var after = answer.startsWith("550") ? "250 taken" : "554 5.7.1 looks like spam";
        try (var smtp = new ScriptedSmtp(Map.of(line, answer, ".", after))) {
            var _ = mail.node(settings(smtp.port()), QUICK);

            mail.add(letter("first", "gone@example.fr"));
            until("it is given up", () -> mail.entry("first").state() == State.DEAD);

            assertThat(mail.entry("first").attempts()).isEqualTo(1);
            assertThat(mail.entry("first").lastError().orElseThrow())
                    .contains(answer.startsWith("550") ? "no such user" : "looks like spam");
        }
    }

    @Test
    void one_dead_letter_holds_nobody_up_and_is_counted() {
        try (var smtp = new ScriptedSmtp(Map.of("RCPT TO:<gone@example.fr>", "550 5.1.1 no such user"))) {
            var _ = mail.node(settings(smtp.port()), QUICK);

            mail.add(letter("one", "gone@example.fr"), letter("one", "anne@example.fr"));
            mail.add(letter("two", "anne@example.fr"));

            until(
                    "the others are sent",
                    () -> mail.entries().stream()
                                    .filter(entry -> entry.state() == State.SENT)
                                    .count()
                            == 2);
            until("it is counted", () -> mail.metrics.scrape().contains("gateway_mail_dead 1.0"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL FROM", "EHLO", "DATA"})
    void a_refusal_that_would_meet_every_mail_is_not_this_mails_fault(String command) {
        try (var smtp = new ScriptedSmtp(Map.of(command, "550 5.7.1 not you", "HELO", "550 5.7.1 not you"))) {
            var _ = mail.node(settings(smtp.port()), QUICK);

            mail.add(letter("one", "anne@example.fr"));
            until("it is tried again", () -> mail.entry("one").attempts() > 1);

            assertThat(mail.entry("one").state()).isEqualTo(State.WAITING);
        }
    }

    @Test
    void a_recipient_that_is_busy_is_tried_again() {
        try (var smtp = new ScriptedSmtp(Map.of("RCPT TO", "450 4.2.1 greylisted"))) {
            var _ = mail.node(settings(smtp.port()), QUICK);

            mail.add(letter("one", "anne@example.fr"));

            until("it is tried again", () -> mail.entry("one").attempts() > 2);
            assertThat(mail.entry("one").state()).isEqualTo(State.WAITING);
        }
    }

    @Test
    void what_was_tried_for_too_long_is_dead_until_an_operator_gives_it_another_chance() {
        var impatient =
                new Patience(QUICK.lease(), QUICK.first(), QUICK.longest(), Duration.ofMillis(300), QUICK.poll());
        var _ = mail.node(impatient);
        mail.add(letter("one", "anne@example.fr"));
        until("it is given up", () -> mail.entry("one").state() == State.DEAD);
        var id = mail.entry("one").id();

        var _ = mail.smtpStarts();
        var retried = result(mail.outbox.retry(mail.database.pool(), id));

        var _ = mail.awaitOne();
        until("it is noted", () -> mail.entry("one").state() == State.SENT);
        assertThat(retried).isTrue();
        assertThat(result(mail.outbox.retry(mail.database.pool(), id))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anne@example.fr\r\nBcc: eve@example.org",
                "anne@example.fr, eve@example.org",
                "<anne@example.fr>",
                "\"Anne\"@example.fr",
                "anne",
                ""
            })
    void what_is_no_address_is_a_dead_letter_and_never_reaches_the_mail_server(String to) {
        try (var smtp = new ScriptedSmtp(Map.of())) {
            var _ = mail.node(settings(smtp.port()), QUICK);

            mail.add(letter("one", to));
            until("it is given up", () -> mail.entry("one").state() == State.DEAD);

            assertThat(smtp.lines()).isEmpty();
        }
    }

    @Test
    void a_server_whose_certificate_nobody_vouches_for_gets_nothing() {
        var setup = new ServerSetup(Ports.free(), "127.0.0.1", ServerSetup.PROTOCOL_SMTPS);
        var smtp = new GreenMail(setup);
        smtp.start();
        try {
            var _ = mail.node(
                    MailUnderTest.read("mail: {host: 127.0.0.1, port: " + setup.getPort() + ", tls: tls}"), QUICK);

            mail.add(letter("one", "anne@example.fr"));
            until("it is tried again", () -> mail.entry("one").attempts() > 1);

            assertThat(mail.entry("one").state()).isEqualTo(State.WAITING);
            assertThat(smtp.getReceivedMessages()).isEmpty();
        } finally {
            smtp.stop();
        }
    }

    @Test
    void a_server_that_does_not_offer_tls_gets_nothing_when_it_is_required() {
        try (var smtp = new ScriptedSmtp(Map.of())) {
            var _ = mail.node(MailUnderTest.read("mail: {host: 127.0.0.1, port: " + smtp.port() + "}"), QUICK);

            mail.add(letter("one", "anne@example.fr"));
            until("it is tried again", () -> mail.entry("one").attempts() > 1);

            assertThat(smtp.lines()).noneMatch(line -> line.startsWith("MAIL FROM"));
        }
    }
}
