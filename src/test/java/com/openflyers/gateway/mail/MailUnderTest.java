package com.openflyers.gateway.mail;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.testing.Ports;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// An outbox, any number of nodes that send it, and a real SMTP server that may be away.
final class MailUnderTest implements AutoCloseable {

    static final Patience QUICK = new Patience(
            Duration.ofSeconds(2),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofHours(1),
            Duration.ofMillis(50));

    final Vertx vertx = Vertx.vertx();
    final Outbox outbox = new Outbox();
    final Database database;
    /// Of the node that was started last.
    Metrics metrics = new Metrics();
    /// What files the letters of nodes to be started have.
    Attachments attachments = (of, _) -> Future.failedFuture("no file " + of);
    private final int port = Ports.free();
    private final List<String> nodes = new ArrayList<>();
    private Optional<GreenMail> smtp = Optional.empty();

    MailUnderTest(DatabaseSettings settings) {
        database = new Database(vertx, settings);
        sql("TRUNCATE outbox");
    }

    /// One that refuses nobody, with an empty mailbox.
    MailUnderTest smtpStarts() {
        var setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        var server = new GreenMail(setup)
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        server.start();
        smtp = Optional.of(server);
        return this;
    }

    /// What it had received is returned, and it answers nobody any more.
    List<MimeMessage> smtpStops() {
        var received = received();
        smtp.orElseThrow().stop();
        smtp = Optional.empty();
        return received;
    }

    List<MimeMessage> received() {
        return List.of(smtp.orElseThrow().getReceivedMessages());
    }

    MimeMessage awaitOne() {
        until("one mail has come", () -> received().size() == 1);
        return received().getFirst();
    }

    MailUnderTest node() {
        return node(QUICK);
    }

    MailUnderTest node(Patience patience) {
        return node(settings(port), patience);
    }

    MailUnderTest node(MailSettings settings, Patience patience) {
        metrics = new Metrics();
        var verticle = new MailVerticle(database, Future.succeededFuture(), settings, metrics, attachments, patience);
        nodes.add(result(vertx.deployVerticle(
                verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))));
        return this;
    }

    MailServer server() {
        var server = new MailServer(settings(port), "127.0.0.1");
        nodes.add(result(vertx.deployVerticle(server)));
        return server;
    }

    void add(Letter... letters) {
        var _ = result(database.transaction(tx -> Future.all(
                Stream.of(letters).map(letter -> outbox.add(tx, letter)).toList())));
    }

    List<OutboxEntry> entries() {
        return result(outbox.page(database.pool(), Optional.empty(), Long.MAX_VALUE, 100));
    }

    OutboxEntry entry(String cause) {
        return entries().stream()
                .filter(entry -> entry.cause().equals(cause))
                .findFirst()
                .orElseThrow();
    }

    void sql(String statement) {
        var _ = result(database.pool().query(statement).execute());
    }

    static Letter letter(String cause, String to) {
        return letter(cause, to, Optional.empty());
    }

    /// @param attachment what the file that goes with it is of
    static Letter letter(String cause, String to, Optional<String> attachment) {
        return new Letter(
                cause,
                to,
                Language.FRENCH,
                "Été à l’aéro-club – " + cause,
                "Déjà réservé : ça décolle !\n.\nhttp://client.localhost:8080/?a=1&b=2\n",
                "<p>Déjà réservé&nbsp;: ça décolle&nbsp;!</p>",
                attachment);
    }

    static String messageId(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    static MailSettings settings(int port) {
        return read("mail: {host: 127.0.0.1, port: " + port + ", tls: none}");
    }

    static MailSettings read(String yaml) {
        var settings = Settings.of(yaml, "test", Map.of());
        var read = MailSettings.from(settings);
        settings.requireSound();
        return read;
    }

    @Override
    public void close() {
        nodes.forEach(node -> result(vertx.undeploy(node)));
        result(vertx.close());
        smtp.ifPresent(GreenMail::stop);
    }
}
