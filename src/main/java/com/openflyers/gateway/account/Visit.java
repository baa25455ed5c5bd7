package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Language;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One request of a browser to the client area.
///
/// @param cookie   of its session, or of a browser that is nobody yet
/// @param loggedIn whoever that is; empty for nobody
/// @param address  where it came from
public record Visit(
        RoutingContext context, String cookie, Optional<Account> loggedIn, ClientAddress address, Language language) {

    /// A page of ours; never an address that a browser could take for another host's.
    private static final Pattern OURS = Pattern.compile("/([A-Za-z0-9_-][A-Za-z0-9/_.-]*)?(\\?[A-Za-z0-9=&_.-]*)?");

    private static final Pattern PRINTABLE = Pattern.compile("[!-~]*");

    private static final int LONGEST_AGENT = 200;

    /// Whose page it is, where only somebody who is logged in gets.
    public Account account() {
        return loggedIn.orElseThrow();
    }

    public String path(String name) {
        return String.valueOf(context.pathParam(name));
    }

    /// Of the address, without blanks around; empty without one.
    public String query(String name) {
        return text(context.queryParams(), name);
    }

    /// What was typed into a field of the form, without blanks around; empty without one.
    public String typed(String name) {
        return text(context.request().formAttributes(), name);
    }

    public boolean ticked(String name) {
        return !typed(name).isEmpty();
    }

    /// As it was typed, blanks and all.
    String password(String name) {
        var value = context.request().formAttributes().get(name);
        return value == null ? "" : value;
    }

    String agent() {
        var agent = context.request().getHeader("User-Agent");
        return agent == null
                ? ""
                : agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)).replaceAll("\\p{Cntrl}", "");
    }

    /// The path that was asked for.
    static String here(RoutingContext context) {
        return String.valueOf(context.request().path());
    }

    /// The path and query that were asked for, but for the choice of a language.
    static String withoutLanguage(RoutingContext context) {
        var path = ours(here(context));
        var query = otherThanLanguage(context);
        return query.isEmpty() ? path : path + "?" + query;
    }

    /// As it stands in the address.
    private static String otherThanLanguage(RoutingContext context) {
        var query = context.request().query();
        return query == null || !PRINTABLE.matcher(query).matches()
                ? ""
                : Stream.of(query.split("&"))
                        .filter(pair -> !pair.isEmpty() && !pair.startsWith("lang="))
                        .collect(Collectors.joining("&"));
    }

    /// What must not stay in a page.
    static boolean isSecret(String field) {
        return field.equals("former")
                || field.equals("again")
                || field.toLowerCase(Locale.ROOT).contains("password");
    }

    /// Where to go on after logging in.
    static String ours(String path) {
        return OURS.matcher(path).matches() ? path : "/";
    }

    /// Whether a script asks for a piece of the page.
    boolean wantsPiece() {
        return "true".equals(context.request().getHeader("HX-Request"));
    }

    Screen screen(View.Shown shown) {
        var request = context.request();
        return new Screen(
                language,
                Tokens.ofForm(cookie),
                loggedIn,
                here(context),
                otherThanLanguage(context),
                request.method().equals(HttpMethod.POST),
                shown.status() >= 400 || shown.kept(),
                shown.notice() == null ? "" : shown.notice().in(language),
                shown.faults(),
                request.formAttributes());
    }

    private static String text(MultiMap values, String name) {
        var value = values.get(name);
        // A browser sends a line break as two characters, and counts it as one.
        return value == null ? "" : value.replace("\r\n", "\n").strip();
    }
}
