package com.openflyers.gateway.demo;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.openflyers.gateway.demo.web.Html;
import com.openflyers.gateway.demo.web.StaticFile;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// An SMTP server that takes every mail, whoever it is for, and a page to read them on.
public final class Mailbox implements AutoCloseable {

    private static final int SMTP_START_MILLIS = 5000;

    private final GreenMail smtp;
    private final List<Arrived> arrived;
    private final HttpServer pages;

    /// Read once: whoever waits for a mail asks for all of them fifty times a second.
    private record Arrived(Mail mail, MimeMessage message) {

        static Arrived of(int number, MimeMessage message) {
            try {
                return new Arrived(Mail.read(number, message), message);
            } catch (MessagingException | IOException e) {
                throw new IllegalStateException("a mail could not be read", e);
            }
        }
    }

    private Mailbox(GreenMail smtp, List<Arrived> arrived, HttpServer pages) {
        this.smtp = smtp;
        this.arrived = arrived;
        this.pages = pages;
    }

    /// @param smtpPort 0 for any; the pages are on a free port
    public static Mailbox start(Vertx vertx, int smtpPort) {
        var setup = new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(SMTP_START_MILLIS);
        var smtp = new GreenMail(setup)
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        // The server itself keeps the mails of each address apart, and does not know which of two came first.
        var arrived = new CopyOnWriteArrayList<Arrived>();
        var users = smtp.getManagers().getUserManager();
        var delivery = users.getMessageDeliveryHandler();
        users.setMessageDeliveryHandler((message, address) -> {
            var user = delivery.handle(message, address);
            synchronized (arrived) {
                arrived.add(Arrived.of(arrived.size() + 1, message.getMessage()));
            }
            return user;
        });
        smtp.start();
        var pages = vertx.createHttpServer().requestHandler(router(vertx, arrived));
        return new Mailbox(smtp, arrived, DemoClubs.within(Duration.ofSeconds(10), pages.listen(0, "127.0.0.1")));
    }

    public int smtpPort() {
        return smtp.getSmtp().getPort();
    }

    /// Of the pages, as the gateway's configuration names an upstream.
    public String url() {
        return "http://127.0.0.1:" + pages.actualPort();
    }

    /// What has come so far, the newest first.
    public List<Mail> mails() {
        return mails(arrived);
    }

    @Override
    public void close() {
        smtp.stop();
        var _ = DemoClubs.within(Duration.ofSeconds(5), pages.close());
    }

    private static List<Mail> mails(List<Arrived> arrived) {
        return arrived.stream().map(Arrived::mail).toList().reversed();
    }

    private static Router router(Vertx vertx, List<Arrived> arrived) {
        var router = Router.router(vertx);
        router.get("/style.css").handler(StaticFile.of("mailbox.css", "text/css"));
        router.get("/").blockingHandler(context -> answer(context, MailboxPage.list(mails(arrived))));
        router.get("/messages.json").blockingHandler(context -> {
            var messages = new JsonArray();
            mails(arrived).forEach(mail -> messages.add(json(mail)));
            var _ = context.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-store")
                    .end(messages.toBuffer());
        });
        router.get("/mail/:number").blockingHandler(context -> {
            var number = context.pathParam("number");
            mails(arrived).stream()
                    .filter(mail -> Integer.toString(mail.number()).equals(number))
                    .findFirst()
                    .ifPresentOrElse(mail -> answer(context, MailboxPage.one(mail)), () -> context.fail(404));
        });
        router.get("/mail/:number/:file").blockingHandler(context -> {
            var number = Objects.requireNonNull(context.pathParam("number"));
            var name = Objects.requireNonNull(context.pathParam("file"));
            file(arrived, number.matches("[0-9]{1,6}") ? Integer.parseInt(number, 10) : 0, name)
                    .ifPresentOrElse(
                            content -> {
                                var _ = context.response()
                                        .putHeader("Content-Type", "application/octet-stream")
                                        .putHeader("Content-Disposition", "attachment")
                                        .end(Buffer.buffer(content));
                            },
                            () -> context.fail(404));
        });
        return router;
    }

    private static Optional<byte[]> file(List<Arrived> arrived, int number, String name) {
        if (number < 1 || number > arrived.size()) {
            return Optional.empty();
        }
        try {
            return Mail.file(arrived.get(number - 1).message(), name);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a mail could not be read", e);
        }
    }

    private static JsonObject json(Mail mail) {
        return new JsonObject()
                .put("to", mail.to())
                .put("from", mail.from())
                .put("subject", mail.subject())
                .put("text", mail.text())
                .put("html", mail.html())
                .put("links", new JsonArray(mail.links()));
    }

    private static void answer(RoutingContext context, Html page) {
        var _ = context.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(page.render("<!DOCTYPE html>", StandardCharsets.UTF_8)));
    }
}
