package com.openflyers.gateway.mail;

import static com.openflyers.gateway.mail.MailUnderTest.letter;
import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.mail.OutboxEntry.State;
import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();
    /// Longer than any test: what is sent nevertheless was rung for.
    private static final Patience NEVER_LOOKS = new Patience(
            Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofHours(1), Duration.ofDays(3), Duration.ofHours(1));

    private final MailUnderTest mail = new MailUnderTest(DATABASE);

    @AfterEach
    void close() {
        mail.close();
    }

    @Test
    void a_letter_is_sent_at_once_when_its_transaction_commits() {
        var _ = mail.smtpStarts().node(NEVER_LOOKS);
        until(
                "the node listens",
                () -> result(mail.database
                                        .pool()
                                        .query(
                                                "SELECT FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()")
                                        .execute())
                                .size()
                        == 1);

        mail.add(letter("migration 1 requested", "anne@example.fr"));

        var _ = mail.awaitOne();
        until("it is noted", () -> mail.entry("migration 1 requested").state() == State.SENT);
        assertThat(mail.metrics.scrape()).contains("gateway_mail_sent_total 1.0", "gateway_mail_sending 1.0");
    }

    @Test
    void a_letter_whose_cause_is_rolled_back_is_never_sent() {
        var _ = mail.smtpStarts().node();

        var undone = mail.database.transaction(tx -> mail.outbox
                .add(tx, letter("undone", "anne@example.fr"))
                .compose(_ -> Future.failedFuture("the cause did not happen")));
        until("it is rolled back", undone::failed);
        mail.add(letter("done", "anne@example.fr"));

        var received = mail.awaitOne();
        assertThat(received).extracting(MailDatabaseTest::subject).asString().endsWith("done");
        assertThat(mail.entries()).extracting(OutboxEntry::cause).containsExactly("done");
    }

    @Test
    void a_step_that_runs_twice_writes_one_letter_to_each_recipient() {
        var first = letter("migration 7 switched", "anne@example.fr");
        var other = letter("migration 7 switched", "club@example.fr");

        mail.add(first, other);
        mail.add(first, other);
        var _ = mail.smtpStarts().node();

        until("both are sent", () -> mail.entries().stream().allMatch(entry -> entry.state() == State.SENT));
        assertThat(mail.received()).hasSize(2);
    }

    @Test
    void letters_written_while_the_mail_server_is_away_all_arrive_once_it_is_back() {
        var _ = mail.node();
        IntStream.range(0, 20).forEach(i -> mail.add(letter("before " + i, "anne@example.fr")));
        until("some were tried", () -> mail.entries().stream().anyMatch(entry -> entry.attempts() > 1));

        var _ = mail.smtpStarts();
        until("all have come", () -> mail.received().size() == 20);
        var before = mail.smtpStops();
        IntStream.range(0, 20).forEach(i -> mail.add(letter("after " + i, "anne@example.fr")));
        var _ = mail.smtpStarts();
        until("all are noted", () -> mail.entries().stream().allMatch(entry -> entry.state() == State.SENT));

        assertThat(before).extracting(MailUnderTest::messageId).doesNotHaveDuplicates();
        assertThat(mail.received())
                .hasSize(20)
                .extracting(MailUnderTest::messageId)
                .doesNotHaveDuplicates();
    }

    @Test
    void of_several_nodes_one_sends_a_letter() {
        var _ = mail.smtpStarts().node().node().node();

        IntStream.range(0, 60).forEach(i -> mail.add(letter("letter " + i, "anne@example.fr")));
        until("all are noted", () -> mail.entries().stream().allMatch(entry -> entry.state() == State.SENT));

        assertThat(mail.received())
                .hasSize(60)
                .extracting(MailUnderTest::messageId)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_letter_whose_sender_died_before_noting_it_is_sent_again_with_the_same_message_id() {
        var _ = mail.smtpStarts();
        mail.add(letter("migration 1 accepted", "anne@example.fr"));
        var dying = new OutboxRepository(MailUnderTest.QUICK);
        var claimed = result(dying.claim(mail.database.pool())).orElseThrow();
        var delivery = result(mail.server().deliver(claimed, Optional.empty()));

        var _ = mail.node();
        until(
                "the next node has sent it",
                () -> mail.entry("migration 1 accepted").state() == State.SENT);

        assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
        assertThat(mail.received())
                .hasSize(2)
                .extracting(MailUnderTest::messageId)
                .containsOnly(messageId(claimed));
    }

    @Test
    void a_letter_waits_for_its_file_and_is_sent_with_it() throws Exception {
        var asked = new AtomicInteger();
        mail.attachments = (of, language) -> asked.incrementAndGet() < 3
                ? Future.failedFuture("not now")
                : Future.succeededFuture(new Attachment(
                        of + "-" + language.tag() + ".pdf", "application/pdf", Buffer.buffer(new byte[] {0, 1, -1})));
        var _ = mail.smtpStarts().node();

        mail.add(letter("plain", "anne@example.fr"), letter("invoice", "anne@example.fr", Optional.of("2026-0001")));
        until("both are sent", () -> mail.entries().stream().allMatch(entry -> entry.state() == State.SENT));

        assertThat(mail.entry("invoice").attempts()).isEqualTo(3);
        var parts = (MimeMultipart) mail.received().getLast().getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(((MimeMultipart) parts.getBodyPart(0).getContent()).getCount())
                .as("text and HTML")
                .isEqualTo(2);
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("2026-0001-fr.pdf");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).containsExactly(0, 1, -1);
        assertThat(((MimeMultipart) mail.received().getFirst().getContent()).getCount())
                .as("text and HTML alone")
                .isEqualTo(2);
    }

    @Test
    void a_claimed_letter_is_nobody_elses_until_the_lease_is_over() {
        mail.add(letter("one", "anne@example.fr"));
        var rows = new OutboxRepository(Patience.USUAL);

        var claimed = result(rows.claim(mail.database.pool()));
        var second = result(rows.claim(mail.database.pool()));
        mail.sql("UPDATE outbox SET next_attempt_at = clock_timestamp()");
        var afterwards = result(rows.claim(mail.database.pool())).orElseThrow();
        result(rows.failed(mail.database.pool(), claimed.orElseThrow(), "too late to say so"));

        assertThat(second).isEmpty();
        assertThat(afterwards.message()).isEqualTo(claimed.orElseThrow().message());
        assertThat(mail.entry("one").lastError()).isEmpty();
    }

    @Test
    void without_a_mail_server_letters_wait_and_the_metrics_say_so() {
        var _ = mail.node(MailUnderTest.read("mail: {host: }"), MailUnderTest.QUICK);

        mail.add(letter("one", "anne@example.fr"), letter("two", "anne@example.fr"));

        until("the backlog is counted", () -> mail.metrics.scrape().contains("gateway_mail_waiting 2.0"));
        assertThat(mail.metrics.scrape()).contains("gateway_mail_sending 0.0");
        assertThat(mail.entries()).extracting(OutboxEntry::attempts).containsOnly(0);
    }

    @Test
    void a_sent_letter_keeps_nothing_of_what_it_said() {
        var _ = mail.smtpStarts().node();

        mail.add(letter("reset", "anne@example.fr"));
        until("it is noted", () -> mail.entry("reset").state() == State.SENT);

        var kept = result(mail.database
                .pool()
                .query("SELECT plain, html FROM outbox WHERE plain IS NOT NULL OR html IS NOT NULL")
                .execute());
        assertThat(kept).isEmpty();
    }

    @Test
    void the_list_is_paged_from_the_latest_and_by_state() {
        mail.add(letter("one", "anne@example.fr"));
        mail.add(letter("two", "anne@example.fr"));
        mail.add(letter("three", "anne@example.fr"));
        mail.sql("UPDATE outbox SET state = 'dead' WHERE cause = 'two'");
        var pool = mail.database.pool();

        var first = result(mail.outbox.page(pool, Optional.empty(), Long.MAX_VALUE, 2));
        var rest =
                result(mail.outbox.page(pool, Optional.empty(), first.getLast().id(), 2));
        var dead = result(mail.outbox.page(pool, Optional.of(State.DEAD), Long.MAX_VALUE, 2));

        assertThat(first).extracting(OutboxEntry::cause).containsExactly("three", "two");
        assertThat(rest).extracting(OutboxEntry::cause).containsExactly("one");
        assertThat(dead).extracting(OutboxEntry::cause).containsExactly("two");
    }

    private static String messageId(ClaimedLetter letter) {
        return "<" + letter.message() + "@openflyers.com>";
    }

    private static String subject(jakarta.mail.Message message) {
        try {
            return message.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
