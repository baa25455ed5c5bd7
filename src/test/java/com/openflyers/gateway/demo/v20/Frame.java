package com.openflyers.gateway.demo.v20;

import static com.openflyers.gateway.demo.web.Html.el;
import static com.openflyers.gateway.demo.web.Html.nothing;
import static com.openflyers.gateway.demo.web.Html.text;

import com.openflyers.gateway.demo.web.Html;
import com.openflyers.gateway.demo.web.Visit;
import java.util.Optional;

/// What is around every page: title, banner of a test space, club, who is logged in, version.
record Frame(Club club, Visit.Kind kind, Language language) {

    static final String DOCTYPE = "<!DOCTYPE html>";

    Html login(String message) {
        return page(
                Optional.empty(),
                message,
                el(
                        "main.narrow",
                        el(
                                        "form.card",
                                        el("h2", say(Text.SIGN_IN)),
                                        field(
                                                "login",
                                                Text.LOGIN,
                                                el("input")
                                                        .with("name", "login")
                                                        .with("autocomplete", "username")
                                                        .when(true, "required")),
                                        field(
                                                "password",
                                                Text.PASSWORD,
                                                el("input")
                                                        .with("name", "password")
                                                        .with("type", "password")
                                                        .with("autocomplete", "current-password")
                                                        .when(true, "required")),
                                        el("button.primary", say(Text.ENTER)),
                                        el("p.hint", say(Text.SAME_PASSWORD)))
                                .with("method", "post")
                                .with("action", "/login")));
    }

    Html notFound(Optional<Person> person) {
        return page(
                person,
                "",
                el(
                        "main.narrow",
                        el(
                                "div.card",
                                el("h2", say(Text.NO_PAGE)),
                                el("a", say(Text.PLANNING)).with("href", "/"))));
    }

    Html page(Optional<Person> person, String message, Html main) {
        return el(
                        "html",
                        head(),
                        el(
                                "body",
                                kind == Visit.Kind.TEST ? el("div.sandbox", say(Text.SANDBOX)) : nothing(),
                                el(
                                        "header",
                                        el("a.club", el("h1", club.name()), el("span.icao", club.icao()))
                                                .with("href", "/"),
                                        person.map(this::session).orElseGet(Html::nothing)),
                                message.isEmpty()
                                        ? nothing()
                                        : el("p.message", message).with("role", "status"),
                                main,
                                el(
                                        "footer",
                                        text(club.name() + " \u2013 " + say(Text.POWERED_BY) + " "),
                                        el("b", "OpenFlyers " + SampleApp20.VERSION))))
                .with("lang", language.locale().getLanguage());
    }

    String say(Text text) {
        return text.in(language);
    }

    Html field(String id, Text label, Html.Element input) {
        return el("div.field", el("label", say(label)).with("for", id), input.with("id", id));
    }

    private Html head() {
        return el(
                "head",
                el("meta").with("charset", "utf-8"),
                el("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                el("title", club.name() + " \u00b7 OpenFlyers"),
                el("link").with("rel", "stylesheet").with("href", "/app.css"),
                el("script").with("src", "/app.js").when(true, "defer"));
    }

    private Html session(Person person) {
        return el("form.session", el("span", person.fullName()), el("button.quiet", say(Text.SIGN_OUT)))
                .with("method", "post")
                .with("action", "/logout");
    }
}
