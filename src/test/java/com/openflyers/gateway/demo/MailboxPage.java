package com.openflyers.gateway.demo;

import static com.openflyers.gateway.demo.web.Html.all;
import static com.openflyers.gateway.demo.web.Html.el;
import static com.openflyers.gateway.demo.web.Html.nothing;
import static com.openflyers.gateway.demo.web.Html.text;

import com.openflyers.gateway.demo.web.Html;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The pages of the mailbox: all mails, and one.
final class MailboxPage {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.FRENCH);
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:!?)]");
    private static final String REFRESH_SECONDS = "5";

    private MailboxPage() {}

    static Html list(List<Mail> mails) {
        Html content = mails.isEmpty()
                ? el("p.empty", "Aucun message pour l'instant. La page se rafraîchit toute seule.")
                : el("ul", all(mails.stream().map(MailboxPage::line).toList()));
        return page(
                "Boîte aux lettres (%d)".formatted(mails.size()),
                el("meta").with("http-equiv", "refresh").with("content", REFRESH_SECONDS),
                content);
    }

    static Html one(Mail mail) {
        return page(
                mail.subject(),
                nothing(),
                el(
                        "article",
                        el("p", el("a", "\u2039 Tous les messages").with("href", "/")),
                        el("dl", fact("De", mail.from()), fact("À", mail.to()), fact("Le", time(mail))),
                        all(mail.files().stream()
                                .map(name -> el("p", el("a", name).with("href", file(mail, name))))
                                .toList()),
                        mail.text().isEmpty() ? nothing() : el("pre", linked(mail.text())),
                        // Whoever wrote the mail, its markup can do nothing here.
                        mail.html().isEmpty()
                                ? nothing()
                                : el("iframe")
                                        .with("sandbox", "allow-popups")
                                        .with("title", mail.subject())
                                        .with("srcdoc", "<base target=_blank>" + mail.html())));
    }

    private static String file(Mail mail, String name) {
        return "/mail/" + mail.number() + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static Html line(Mail mail) {
        return el(
                "li",
                el("a", el("b", mail.subject()), el("span", mail.to()), el("time", time(mail)))
                        .with("href", "/mail/" + mail.number()));
    }

    private static Html fact(String name, String value) {
        return el("div", el("dt", name), el("dd", value));
    }

    private static Html linked(String body) {
        var parts = new ArrayList<Html>();
        var links = LINK.matcher(body);
        var from = 0;
        while (links.find()) {
            parts.add(text(body.substring(from, links.start())));
            parts.add(el("a", links.group()).with("href", links.group()));
            from = links.end();
        }
        parts.add(text(body.substring(from)));
        return all(parts);
    }

    private static Html page(String title, Html head, Html content) {
        return el(
                        "html",
                        el(
                                "head",
                                el("meta").with("charset", "utf-8"),
                                el("meta").with("name", "viewport").with("content", "width=device-width"),
                                head,
                                el("title", title),
                                el("link").with("rel", "stylesheet").with("href", "/style.css"),
                                el("link").with("rel", "icon").with("href", "data:,")),
                        el("body", el("main", el("h1", title), content)))
                .with("lang", "fr");
    }

    private static String time(Mail mail) {
        return TIME.format(mail.sent().atZone(Seed.ZONE));
    }
}
