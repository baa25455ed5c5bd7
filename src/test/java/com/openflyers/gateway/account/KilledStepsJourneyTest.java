package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static com.openflyers.gateway.account.ClientAreaUnderTest.logIn;
import static com.openflyers.gateway.account.ClientAreaUnderTest.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.demo.Mail;
import com.openflyers.gateway.testing.AdminClient;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.GatewayProcess;
import com.openflyers.gateway.testing.Journey;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A club goes from its sign-up to its renewal on one node, which is killed at every step.
@Journey
@Tag("long")
class KilledStepsJourneyTest {

    /// The steps in their order, each with the table at which the node stands still when it is killed.
    private enum Step {
        SIGN_UP_ASKED("outbox"),
        LINK_FOLLOWED("account"),
        /// There, and not marked as ours yet.
        DATABASE_MADE("pg_shdescription"),
        /// In the new database.
        FIRST_MEMBER("person"),
        SPACE_ENTERED("space"),
        BILLING_STARTED("subscription"),
        INVOICE_NUMBERED("invoice"),
        MAIL_QUEUED("outbox"),
        PDF_MADE("invoice_line"),
        /// And not noted yet.
        MAIL_SENT("outbox"),
        PAYMENT_RECORDED("audit"),
        RENEWAL("invoice");

        private final String table;

        Step(String table) {
            this.table = table;
        }
    }

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String NAME = "pas-a-pas";
    private static final String OLD = "pas-a-pas-131";
    private static final String LOOK_AGAIN = "UPDATE sign_up SET look_at = now() WHERE name = '" + NAME + "'";
    private static final String WRITERS = "SHARE ROW EXCLUSIVE";
    private static final String EVERYBODY = "ACCESS EXCLUSIVE";

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.start(Map.of());

    private final Set<Step> killed = EnumSet.noneOf(Step.class);
    private GatewayProcess node;
    private ClientBrowser browser;

    @BeforeEach
    void leaveOneNode() {
        AREA.oldClub(OLD);
        AREA.gateway().close();
        node = AREA.process("mortal");
        node.awaitReady();
        browser = new ClientBrowser(node.edgePort(), "client.localhost");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @AfterAll
    static void close() {
        AREA.close();
    }

    @Test
    void whatever_its_node_was_killed_at_is_done_or_was_never_begun() {
        askAndConfirm();
        makeSpace();
        startBilling();
        mailInvoice();
        recordPayment();
        renew();

        assertThat(killed).isEqualTo(EnumSet.allOf(Step.class));
        assertThat(AREA.sql("""
                SELECT count(*)
                  FROM invoice_counter c
                 WHERE c.last <> (SELECT count(*) FROM invoice i WHERE i.number LIKE c.year || '-%')
                """)).isEqualTo("0");
    }

    private void askAndConfirm() {
        var _ = browser.get("/sign-up");
        killAt(Step.SIGN_UP_ASKED, () -> browser.post("/sign-up", signUp(NAME)));
        assertThat(count("outbox WHERE cause LIKE 'sign-up " + NAME + " %'")).isZero();

        // At once, while the name is still held for whoever was not served.
        assertThat(browser.post("/sign-up", signUp(NAME)).text()).contains("Regardez votre courrier");
        var _ = browser.follow(AREA.link(email(NAME), "/confirm"));

        killAt(Step.LINK_FOLLOWED, () -> browser.post("/confirm", Map.of()));
        assertThat(count("account WHERE name = '" + NAME + "'")).isZero();
        assertThat(count("club WHERE name = 'Club " + NAME + "'")).isZero();
    }

    private void makeSpace() {
        killAt(Step.DATABASE_MADE, () -> browser.post("/confirm", Map.of()));
        assertThat(count("account WHERE name = '" + NAME + "'")).isEqualTo(1);
        assertThat(logIn(browser, NAME, PASSWORD).text()).contains("en préparation");

        try (var marks = hold(Step.DATABASE_MADE.table, WRITERS)) {
            lookAgain();
            marks.awaitSomebody();
            var made = AREA.sql("SELECT datname FROM pg_database WHERE datname LIKE 'pas\\_a\\_pas\\_20\\_\\_a%'");
            try (var members = new HeldTable(AREA.connect(made), Step.FIRST_MEMBER.table, WRITERS)) {
                marks.release();
                members.awaitSomebody();
                kill(Step.FIRST_MEMBER, members);
            }
        }
        node.restart();

        killAt(Step.SPACE_ENTERED, () -> AREA.update(LOOK_AGAIN));
        assertThat(count("space WHERE name = '" + NAME + "'")).isZero();
        lookAgain();
        Futures.until("the space", () -> count("space WHERE name = '" + NAME + "'") == 1);

        assertThat(count("sign_up WHERE name = '" + NAME + "'")).isZero();
        assertThat(count("outbox WHERE cause = 'space " + NAME + " ready'")).isEqualTo(1);
        assertThat(AREA.sql(
                        "SELECT string_agg(datname, ' ') FROM pg_database WHERE datname LIKE 'pas\\_a\\_pas\\_20%'"))
                .isEqualTo("pas_a_pas_20");
        assertThat(AREA.sql("pas_a_pas_20", "SELECT count(*) FROM person")).isEqualTo("1");
    }

    /// By whoever has the birth next: a node that died has it to itself for a while.
    private static void lookAgain() {
        var _ = AREA.update(LOOK_AGAIN);
    }

    private void startBilling() {
        for (var step : List.of(Step.BILLING_STARTED, Step.INVOICE_NUMBERED, Step.MAIL_QUEUED)) {
            var start = start();
            killAt(step, () -> browser.postOnly("/spaces/" + NAME + "/production", start));
            assertThat(count("space WHERE kind = 'production' AND name = '" + NAME + "'"))
                    .isZero();
            assertThat(count("subscription WHERE space = '" + NAME + "'")).isZero();
            assertThat(count("invoice")).isZero();
        }
    }

    private Map<String, String> start() {
        var page = browser.get("/spaces/" + NAME + "/production").html();
        var total = page.replaceFirst("(?s).*name=\"total\" value=\"([0-9]+)\".*", "$1");
        return Map.of("address", "Toulouse", "terms", "yes", "total", total);
    }

    /// Whoever makes the file of an invoice stands still where its lines are read.
    private void mailInvoice() {
        var start = start();
        try (var lines = linesOfNextInvoice(start)) {
            lines.awaitSomebody();
            Futures.until("a letter is claimed", () -> count("outbox WHERE attachment <> '' AND attempts > 0") > 0);
            kill(Step.PDF_MADE, lines);
        }
        node.restart();
        assertThat(count("invoice_line")).isEqualTo(1);
        assertThat(count("space WHERE kind = 'production' AND name = '" + NAME + "'"))
                .isEqualTo(1);
        assertThat(invoices()).isEmpty();

        try (var lines = hold(Step.PDF_MADE.table, EVERYBODY)) {
            sendAgain();
            lines.awaitSomebody();
            try (var outbox = hold(Step.MAIL_SENT.table, WRITERS)) {
                lines.release();
                outbox.awaitSomebody();
                kill(Step.MAIL_SENT, outbox);
            }
        }
        node.restart();
        assertThat(invoices()).hasSize(1);

        sendAgain();
        Futures.until("the letter is sent", () -> count("outbox WHERE attachment <> '' AND state <> 'sent'") == 0);
        // Once more, with the same number: mail programs show it once.
        assertThat(invoices()).hasSize(2);
    }

    /// Taken between the commit of the invoice and whoever reads it then: the lock waits in front of the reader.
    private HeldTable linesOfNextInvoice(Map<String, String> start) {
        try (var outbox = hold(Step.MAIL_QUEUED.table, WRITERS)) {
            beside(() -> browser.postOnly("/spaces/" + NAME + "/production", start));
            outbox.awaitSomebody();
            var lines = CompletableFuture.supplyAsync(() -> hold(Step.PDF_MADE.table, EVERYBODY));
            Futures.until(
                    "the lines are waited for",
                    () -> count("pg_locks WHERE NOT granted AND relation = 'invoice_line'::regclass") > 0);
            outbox.release();
            return lines.join();
        }
    }

    private static void sendAgain() {
        var _ = AREA.update("UPDATE outbox SET next_attempt_at = now() WHERE attachment <> ''");
    }

    /// To the contact alone: nobody has confirmed the club's own address.
    private static List<Mail> invoices() {
        return AREA.mails(email(NAME)).stream()
                .filter(mail -> !mail.files().isEmpty())
                .toList();
    }

    private void recordPayment() {
        var number = AREA.sql("SELECT number FROM invoice");
        var payment = new JsonObject()
                .put("amountCents", 100)
                .put("method", "transfer")
                .put("receivedOn", LocalDate.now(PARIS).toString())
                .put("reference", "VIR 1");
        try (var operator = new AdminClient(node.operationsPort())) {
            var path = "/api/v1/invoices/" + number + "/payments";
            killAt(Step.PAYMENT_RECORDED, () -> operator.post(path, payment));
            assertThat(count("payment")).isZero();

            assertThat(operator.post(path, payment).status()).isEqualTo(200);
            assertThat(operator.post(path, payment).status()).isEqualTo(409);
            assertThat(count("payment")).isEqualTo(1);
        }
    }

    private void renew() {
        var lastYear = LocalDate.now(PARIS).getYear() - 1;
        node.process().kill();
        var _ = AREA.update(
                "INSERT INTO billing_address SELECT club, 'Toulouse' FROM space WHERE name = '" + OLD + "'");
        var _ = AREA.update("""
                INSERT INTO subscription VALUES ('%1$s', 'operator', now(), %2$s)
                    ON CONFLICT (space) DO UPDATE SET billed_year = %2$s
                """.formatted(OLD, lastYear));
        try (var invoices = hold(Step.RENEWAL.table, WRITERS)) {
            node.relaunch();
            invoices.awaitSomebody();
            kill(Step.RENEWAL, invoices);
        }
        var renewals = "invoice WHERE cause LIKE 'subscription " + OLD + " %'";
        assertThat(count(renewals)).isZero();
        node.restart();
        Futures.until("the renewal", () -> count(renewals) == 1);
        assertThat(count("subscription WHERE space = '" + OLD + "' AND billed_year > " + lastYear))
                .isEqualTo(1);
    }

    /// @param begin whose answer nobody waits for: it will not come
    private void killAt(Step step, Supplier<?> begin) {
        try (var held = hold(step.table, WRITERS)) {
            beside(begin);
            held.awaitSomebody();
            kill(step, held);
        }
        node.restart();
    }

    private void kill(Step step, HeldTable at) {
        node.process().kill();
        at.bury();
        assertThat(killed.add(step)).isTrue();
    }

    private static void beside(Supplier<?> begin) {
        var _ = Thread.ofVirtual().start(() -> {
            try {
                var _ = begin.get();
            } catch (UncheckedIOException | IllegalStateException e) {
                // Killed before it had answered.
            }
        });
    }

    private static HeldTable hold(String table, String mode) {
        return new HeldTable(AREA.connect(), table, mode);
    }

    private static long count(String of) {
        return Long.parseLong(AREA.sql("SELECT count(*) FROM " + of), 10);
    }
}
