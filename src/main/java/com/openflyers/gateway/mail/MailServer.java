package com.openflyers.gateway.mail;

import com.openflyers.gateway.config.Secret;
import com.openflyers.gateway.mail.Delivery.Accepted;
import com.openflyers.gateway.mail.Delivery.Postponed;
import com.openflyers.gateway.mail.Delivery.Refused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The mail server that takes what we send. One connection a mail: there are few, and an idle one goes stale.
///
/// A verticle of its own, on an event loop: on a virtual thread the mail client's handlers come too late for
/// what the server says first, and both sides wait for each other.
final class MailServer extends VerticleBase {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    /// For a whole mail; well within a lease.
    private static final Duration WHOLE = Duration.ofSeconds(60);

    /// What the mail client says before the server's words when they concern this mail: everything else, such
    /// as a login or a sender that is refused, is the same for all mails and for somebody here to put right.
    private static final List<String> ABOUT_THE_MAIL = List.of("recipient address not accepted", "sending data failed");

    private static final int LONGEST_REASON = 500;

    private final MailSettings settings;
    private final String host;
    private @Nullable MailClient client;

    MailServer(MailSettings settings, String host) {
        this.settings = settings;
        this.host = host;
    }

    @Override
    public Future<?> start() {
        client = MailClient.create(vertx, config(settings, host));
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        // With a connect in its pool that has just failed, the mail client (5.0.8) throws where it closes; nothing is
        // lost.
        return Future.succeededFuture().compose(_ -> client().close()).otherwiseEmpty();
    }

    /// From any thread; never fails.
    Future<Delivery> deliver(ClaimedLetter letter, Optional<Attachment> file) {
        var delivery = Promise.<Delivery>promise();
        Address.parse(letter.to())
                .ifPresentOrElse(
                        to -> context.runOnContext(_ -> send(message(letter, to, file), delivery)),
                        () -> delivery.complete(new Refused("not an e-mail address")));
        return delivery.future();
    }

    private void send(MailMessage message, Promise<Delivery> delivery) {
        client().sendMail(message)
                .timeout(WHOLE.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(_ -> delivery.complete(new Accepted()), cause -> delivery.complete(failure(cause)));
    }

    private MailClient client() {
        return Objects.requireNonNull(client, "not deployed yet");
    }

    private MailMessage message(ClaimedLetter letter, Address to, Optional<Attachment> file) {
        var from = settings.from();
        var message = new MailMessage()
                .setFrom(from.toString())
                .setTo(to.ascii())
                .setSubject(letter.subject())
                .setText(letter.text())
                .setHtml(letter.html())
                .addHeader(
                        "Message-ID",
                        "<" + letter.message() + "@" + from.address().domain() + ">")
                .addHeader("Content-Language", letter.language().tag())
                // No answer from an absent person's robot, please (RFC 3834).
                .addHeader("Auto-Submitted", "auto-generated");
        settings.replyTo().ifPresent(replyTo -> message.addHeader("Reply-To", replyTo.toString()));
        file.ifPresent(attached -> message.setAttachment(MailAttachment.create()
                .setName(attached.name())
                .setContentType(attached.type())
                .setDisposition("attachment")
                .setData(attached.content())));
        return message;
    }

    private static Delivery failure(Throwable cause) {
        var said = cause instanceof SMTPException refused
                ? refused.getMessage() + " " + refused.getReplyMessages()
                : cause.toString();
        var reason = said.substring(0, Math.min(said.length(), LONGEST_REASON));
        return cause instanceof SMTPException refused && refused.isPermanent() && concernsTheMail(reason)
                ? new Refused(reason)
                : new Postponed(reason);
    }

    private static boolean concernsTheMail(String reason) {
        return ABOUT_THE_MAIL.stream().anyMatch(reason::startsWith);
    }

    private static MailConfig config(MailSettings settings, String host) {
        var config = new MailConfig()
                .setHostname(host)
                .setPort(settings.port())
                .setSsl(settings.tls() == MailSettings.Tls.TLS)
                .setStarttls(
                        switch (settings.tls()) {
                            case NONE, TLS -> StartTLSOptions.DISABLED;
                            case STARTTLS -> StartTLSOptions.OPTIONAL;
                            case REQUIRED -> StartTLSOptions.REQUIRED;
                        })
                .setHostnameVerificationAlgorithm("HTTPS")
                .setLogin(settings.user().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
                .setOwnHostname(settings.from().address().domain())
                .setUserAgent("OpenFlyers")
                .setKeepAlive(false)
                .setConnectTimeout(Math.toIntExact(CONNECT.toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(WHOLE.toMillis()));
        settings.user().ifPresent(user -> login(config, user, settings.password()));
        return config;
    }

    private static void login(MailConfig config, String user, Secret password) {
        var _ = config.setUsername(user).setPassword(password.reveal());
    }
}
