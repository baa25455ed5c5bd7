package com.openflyers.gateway.billing;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.mail.MailSettings;
import com.openflyers.gateway.mail.MailVerticle;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.testing.Ports;
import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Invoices on their way through a real mail server.
class InvoiceMailDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();

    private final BillingUnderTest world = new BillingUnderTest(DATABASE);
    private final GreenMail smtp = new GreenMail(new ServerSetup(Ports.free(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
            .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());

    @AfterEach
    void close() {
        world.close();
        smtp.stop();
    }

    @Test
    void an_invoice_comes_as_a_file_with_the_mail_that_announces_it() throws Exception {
        var _ = world.start(world.space("aeroclub", Kind.TEST, "2.0"));

        var received = delivered(2);

        var file = file(received.getFirst()).orElseThrow();
        assertThat(file.getFileName()).isEqualTo("facture-2026-0001.pdf");
        assertThat(file.getContentType()).startsWith("application/pdf");
        assertThat(PdfText.of(bytes(file)))
                .contains("Facture 2026-0001", "OpenFlyers (exemple)", "Club of aeroclub", "31000 Toulouse")
                .contains("Abonnement aeroclub.localhost, version 2.0", "24,33 €", "TVA 20 %", "4,87 €", "29,20 €")
                .contains("indemnité forfaitaire de 40 €");
        // To both addresses of the club, and as it can be downloaded.
        assertThat(bytes(file(received.getLast()).orElseThrow())).isEqualTo(bytes(file));
        assertThat(result(world.billing.files().make("2026-0001", Language.FRENCH))
                        .content()
                        .getBytes())
                .isEqualTo(bytes(file));
    }

    @Test
    void the_outbox_keeps_what_the_file_is_of_and_not_its_bytes() {
        var _ = world.start(world.space("aeroclub", Kind.TEST, "2.0"));

        assertThat(world.count("SELECT count(*) FROM outbox WHERE attachment = '2026-0001'"))
                .isEqualTo(2);
        assertThat(world.count("SELECT max(pg_column_size(outbox.*)) FROM outbox"))
                .isLessThan(8000);
    }

    @Test
    void a_credit_note_and_the_invoice_of_a_set_up_package_come_as_files_too() throws Exception {
        var space = world.space("aeroclub", Kind.TEST, "1.3.1");
        var _ = world.start(space);
        var move = new Move("aeroclub", "1.3.1", "2.0", world.now(), "migration 7", 5000);
        world.move(move);
        world.moveBack(new Move("aeroclub", "2.0", "1.3.1", world.now(), "migration 7", 5000));
        assertThat(world.invoices(space).getFirst().corrects())
                .isEqualTo(world.invoices(space).get(1).number());
        result(world.registry.database.transaction(
                tx -> world.billing.invoices().address(tx, space.club().id(), "1 piste 09")));
        var packages = world.billing.packages();
        var club = space.club().id();
        var _ = result(world.registry.database.transaction(tx -> packages.order(tx, club, "Tout", "aeroclub")));
        var id = result(packages.ofClub(world.registry.database.pool(), club))
                .getFirst()
                .id();
        var _ = result(world.registry.database.transaction(tx -> packages.quote(tx, id, 40_000)));
        var _ = result(
                world.registry.database.transaction(tx -> packages.accept(tx, club, id, 40_000, Optional.empty())));

        var received = delivered(10);

        assertThat(names(received))
                .containsExactlyInAnyOrder(
                        "facture-2026-0001.pdf",
                        "facture-2026-0001.pdf",
                        "facture-2026-0002.pdf",
                        "facture-2026-0002.pdf",
                        "avoir-2026-0003.pdf",
                        "avoir-2026-0003.pdf",
                        // With the quote comes nothing: it is no invoice.
                        "",
                        "",
                        "facture-2026-0004.pdf",
                        "facture-2026-0004.pdf");
    }

    @Test
    void a_club_whose_name_looks_like_a_program_gets_its_invoice() throws Exception {
        var space = world.space("aeroclub", Kind.TEST, "2.0");
        world.registry.run("UPDATE club SET name = '<b>&\"Œuilly''s'");
        var _ = world.start(space);

        assertThat(PdfText.of(bytes(file(delivered(2).getFirst()).orElseThrow())))
                .contains("<b>&\"Œuilly's", "29,20 €");
    }

    private List<MimeMessage> delivered(int mails) {
        smtp.start();
        var settings = Settings.of(
                "mail: {host: 127.0.0.1, port: " + smtp.getSmtp().getPort() + ", tls: none}", "test", Map.of());
        var sending = new MailVerticle(
                world.registry.database,
                Future.succeededFuture(),
                MailSettings.from(settings),
                new Metrics(),
                world.billing.files());
        var node = result(world.vertx.deployVerticle(
                sending, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
        until("the mails are noted", () -> world.count("SELECT count(*) FROM outbox WHERE state = 'sent'") == mails);
        result(world.vertx.undeploy(node));
        return Arrays.asList(smtp.getReceivedMessages());
    }

    private static List<String> names(List<MimeMessage> mails) throws MessagingException, IOException {
        var names = new java.util.ArrayList<String>();
        for (var mail : mails) {
            var file = file(mail);
            names.add(file.isEmpty() ? "" : file.get().getFileName());
        }
        return names;
    }

    private static Optional<BodyPart> file(MimeMessage mail) throws MessagingException, IOException {
        var parts = (MimeMultipart) mail.getContent();
        for (var i = 0; i < parts.getCount(); i++) {
            if ("attachment".equals(parts.getBodyPart(i).getDisposition())) {
                return Optional.of(parts.getBodyPart(i));
            }
        }
        return Optional.empty();
    }

    private static byte[] bytes(BodyPart file) throws MessagingException, IOException {
        return file.getInputStream().readAllBytes();
    }
}
