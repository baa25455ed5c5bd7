package com.openflyers.gateway.mail;

import com.openflyers.gateway.config.Secret;
import com.openflyers.gateway.config.Settings;
import java.net.URI;
import java.util.Optional;

/// The mail server, and as whom we write.
///
/// @param host     empty: nothing is sent, and mails wait
/// @param user     empty when the server lets us in without
/// @param replyTo  where answers go, if not to the sender
/// @param linkBase what links in mails begin with: never taken from a request, whose `Host` anybody may choose
public record MailSettings(
        Optional<String> host,
        int port,
        Tls tls,
        Optional<String> user,
        Secret password,
        Sender from,
        Optional<Sender> replyTo,
        URI linkBase) {

    /// How the way to the mail server is protected.
    public enum Tls {
        NONE,
        /// By STARTTLS if the server offers it: somebody in between can prevent that.
        STARTTLS,
        /// By STARTTLS, or not at all.
        REQUIRED,
        /// From the first byte, as usual on port 465.
        TLS;

        boolean certain() {
            return this == REQUIRED || this == TLS;
        }
    }

    public static MailSettings from(Settings settings) {
        var tls = settings.choice("mail.tls", Tls.REQUIRED);
        var user = settings.optionalText("mail.user");
        var password = settings.secret("mail.password");
        if (user.isPresent() && !tls.certain()) {
            settings.refuse(
                    "mail.user", "expected mail.tls to be required or tls: a password is not sent in the clear");
        }
        if (user.isPresent() != password.isPresent()) {
            settings.refuse("mail.user", "expected both mail.user and its password, or neither");
        }
        return new MailSettings(
                settings.optionalText("mail.host"),
                settings.integer("mail.port", 587, 1, 65_535),
                tls,
                user,
                password.orElse(new Secret("")),
                settings.parsed("mail.from", Sender.parse("OpenFlyers <contact@openflyers.com>"), Sender::parse),
                settings.optional("mail.reply-to", Sender::parse),
                settings.parsed("mail.link-base", URI.create("https://client.openflyers.com"), MailSettings::origin));
    }

    /// How people open a host of ours: it is reached the way the client area is.
    public String address(String host) {
        var port = linkBase.getPort() < 0 ? "" : ":" + linkBase.getPort();
        return linkBase.getScheme() + "://" + host + port;
    }

    private static URI origin(String text) {
        var uri = URI.create(text);
        if (uri.getHost() == null
                || uri.getRawPath() == null
                || !uri.getRawPath().isEmpty()
                || uri.getRawQuery() != null) {
            throw new IllegalArgumentException("expected scheme and host such as https://client.openflyers.com");
        }
        return uri;
    }
}
