package com.openflyers.gateway.demo.v131;

import static com.openflyers.gateway.demo.web.Html.all;
import static com.openflyers.gateway.demo.web.Html.el;
import static com.openflyers.gateway.demo.web.Html.nothing;
import static com.openflyers.gateway.demo.web.Html.text;

import com.openflyers.gateway.demo.web.Html;
import com.openflyers.gateway.demo.web.Visit;
import java.util.List;

/// What is around every page: title, banner of a test space, club, menu, version.
record Frame(Club club, Visit.Kind kind) {

    static final String DOCTYPE = """
            <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
            "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">""";

    /// How long an open page waits before it asks again.
    private static final String REFRESH = "300; url=index.php";

    Html login(String message) {
        return page(
                nothing(),
                message(message),
                el(
                                "form.login",
                                el("h2", "Identification"),
                                row(
                                        "login",
                                        "Identifiant",
                                        el("input").with("name", "login").with("autocomplete", "username")),
                                row(
                                        "password",
                                        "Mot de passe",
                                        el("input")
                                                .with("name", "password")
                                                .with("type", "password")
                                                .with("autocomplete", "current-password")),
                                el("p.buttons", el("button", "Entrer").with("type", "submit")))
                        .with("method", "post")
                        .with("action", "index.php"));
    }

    Html planning(Member member, String message, Html planning) {
        var menu = el(
                "div.menu",
                button("Planning", "menu", "1"),
                el("span.who", member.fullName()),
                button("Déconnexion", "menu", "6"));
        return page(menu, message(message), planning);
    }

    Html notice(String message) {
        return page(nothing(), message(message));
    }

    /// A field with its label.
    static Html row(String name, String label, Html.Element field) {
        return el("p", el("label", label).with("for", name), field.with("id", name));
    }

    private Html page(Html... content) {
        return el(
                        "html",
                        el(
                                "head",
                                el("meta")
                                        .with("http-equiv", "Content-Type")
                                        .with("content", "text/html; charset=ISO-8859-1"),
                                el("meta").with("http-equiv", "refresh").with("content", REFRESH),
                                el("meta").with("name", "viewport").with("content", "width=device-width"),
                                el("title", club.name() + " - OpenFlyers"),
                                el("link")
                                        .with("rel", "stylesheet")
                                        .with("type", "text/css")
                                        .with("href", "style.css"),
                                // Nobody shows these pages in a frame of theirs.
                                el("script", text("if(top!=self)top.location=self.location"))
                                        .with("type", "text/javascript")),
                        el(
                                "body",
                                sandbox(),
                                el(
                                        "div.head",
                                        el("h1", club.name()),
                                        el("span.icao", club.icao()),
                                        el("p", club.information())),
                                all(List.of(content)),
                                el(
                                        "div.foot",
                                        el("span", club.name()),
                                        text(" \u2013 propulsé par "),
                                        el("b", "OpenFlyers " + SampleApp131.VERSION))))
                .with("xmlns", "http://www.w3.org/1999/xhtml")
                .with("lang", "fr");
    }

    private Html sandbox() {
        return kind == Visit.Kind.TEST
                ? el("div.sandbox", "Bac à sable \u2013 plateforme de test, les réservations n'engagent personne")
                : nothing();
    }

    private static Html message(String message) {
        return message.isEmpty() ? nothing() : el("p.message", message).with("role", "status");
    }

    private static Html button(String label, String name, String value) {
        return el("form", el("button", label).with("name", name).with("value", value))
                .with("method", "post")
                .with("action", "index.php");
    }
}
