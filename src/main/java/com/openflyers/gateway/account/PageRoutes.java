package com.openflyers.gateway.account;

import com.openflyers.gateway.db.SqlStates;
import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.PageTemplates;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.ProblemHandler;
import com.openflyers.gateway.http.RequestId;
import com.openflyers.gateway.http.Text;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Where pages are mounted, and what all of them have in common: who asks, in which language, and that a form comes
/// from a page of ours.
///
/// A form must say a token that is derived from the browser's cookie, which no page of another host can set
/// (`__Host-`) or read; besides, where a browser names an origin, it must be ours. So nobody can be made to log in, or
/// out, either.
public final class PageRoutes {

    private static final Logger LOG = Logger.getLogger(PageRoutes.class.getName());

    private static final String COOKIE = "__Host-openflyers";
    private static final String LANGUAGE = "__Host-language";
    private static final long YEAR = 31_536_000;
    /// In bytes, as it is sent.
    static final int LARGEST_FORM = 64 * 1024;

    private static final int COOKIE_LENGTH = 43;

    private static final Text EXPIRED_FORM = new Text(
            "Cette page était ouverte depuis trop longtemps, ou vient d’un autre site. Revenez en arrière, rechargez-la et recommencez.",
            "This page had been open for too long, or is of another site. Go back, reload it and try again.");

    private final Router router;
    private final LoginWorkflow logins;
    private final PageTemplates templates;
    private final ProblemHandler problems;
    private final UnaryOperator<String> clients;
    private final PageMap pages = new PageMap();
    private final KeptForms kept = new KeptForms(pages);
    private final BodyHandler forms = BodyHandler.create(false).setBodyLimit(LARGEST_FORM);

    /// @param clients from a `X-Forwarded-For` field, the address of the client
    PageRoutes(
            Router router,
            LoginWorkflow logins,
            PageTemplates templates,
            ProblemHandler problems,
            UnaryOperator<String> clients) {
        this.router = router;
        this.logins = logins;
        this.templates = templates;
        this.problems = problems;
        this.clients = clients;
    }

    /// For anybody.
    public void get(String path, Function<Visit, View> page) {
        pages.add(path, page);
        var _ = router.get(path).handler(context -> handle(context, page));
    }

    public void post(String path, Function<Visit, View> page) {
        form(path, visit -> FormOrigin.isOurs(visit) ? page.apply(visit) : givenBack(visit));
    }

    /// For somebody who is logged in; others log in first, and go on from there.
    public void getOwn(String path, Function<Visit, View> page) {
        get(path, visit -> visit.loggedIn().isPresent() ? page.apply(visit) : new View.Moved(login(visit)));
    }

    /// Likewise. What was typed into a form before the session was over is kept through the log-in.
    public void postOwn(String path, Function<Visit, View> page) {
        form(path, visit -> {
            if (visit.loggedIn().isEmpty()) {
                return FormOrigin.isOurs(visit) || FormOrigin.isHere(visit) ? EntryPages.again(visit) : foreign();
            }
            return FormOrigin.isOurs(visit) ? page.apply(visit) : givenBack(visit);
        });
    }

    private void form(String path, Function<Visit, View> page) {
        var _ = router.route(HttpMethod.POST, path)
                .handler(this::readForm)
                .handler(context -> handle(
                        context, visit -> visit.query("lang").isEmpty() ? page.apply(visit) : kept.inLanguage(visit)));
    }

    private View givenBack(Visit visit) {
        return FormOrigin.isHere(visit) ? kept.givenBack(visit) : foreign();
    }

    private void readForm(RoutingContext context) {
        forms.handle(context);
    }

    private void handle(RoutingContext context, Function<Visit, View> page) {
        try {
            var asked = context.queryParams().get("lang");
            if (asked != null) {
                context.response().addCookie(HostCookie.of(LANGUAGE, tag(asked)).setMaxAge(YEAR));
                if (context.request().method().equals(HttpMethod.GET)) {
                    redirect(context, Visit.withoutLanguage(context));
                    return;
                }
            }
            var visit = visit(context);
            answer(visit, page.apply(visit));
        } catch (Exception e) {
            // Also what is not declared: waiting for a future throws whatever that failed with.
            fail(context, e);
        }
    }

    private Visit visit(RoutingContext context) {
        var sent = HostCookie.read(context, COOKIE).filter(value -> value.length() == COOKIE_LENGTH);
        var account = sent.flatMap(logins::account);
        var cookie = sent.orElseGet(Tokens::random);
        if (sent.isEmpty()) {
            context.response().addCookie(HostCookie.of(COOKIE, cookie));
        }
        var forwarded = context.request().getHeader("X-Forwarded-For");
        var address = ClientAddress.of(clients.apply(forwarded == null ? "" : forwarded));
        return new Visit(context, cookie, account, address, language(context, account));
    }

    private static Language language(RoutingContext context, Optional<Account> account) {
        var asked = context.queryParams().get("lang");
        var chosen = asked == null ? HostCookie.read(context, LANGUAGE).orElse("") : tag(asked);
        for (var language : Language.values()) {
            if (language.tag().equals(chosen)) {
                return language;
            }
        }
        return account.map(Account::language)
                .orElseGet(() -> Language.preferred(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /// A choice of the browser's, not of the account's, and so nothing that a form would have to ask for.
    private static String tag(String asked) {
        return asked.equals("en") ? "en" : "fr";
    }

    /// What an answer should be in, chosen here or else wanted by the browser, as in `Accept-Language`.
    static String languages(RoutingContext context) {
        return HostCookie.read(context, LANGUAGE)
                .map(PageRoutes::tag)
                .orElseGet(() -> String.join(",", context.request().headers().getAll(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    private static View foreign() {
        return new View.Refused(Problem.of(Cause.FORBIDDEN).saying(EXPIRED_FORM));
    }

    private void answer(Visit visit, View view) {
        var context = visit.context();
        switch (view) {
            case View.Shown shown -> send(context, shown, rendered(visit, shown));
            case View.Moved(var path) -> redirect(context, path);
            case View.Refused(var problem) ->
                problems.answer(
                        context,
                        problem.withRequestId(RequestId.of(context.request().getHeader("X-Request-Id"))));
            case View.Download(var name, var type, var content) -> {
                var _ = context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, type)
                        .putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"")
                        .end(content);
            }
            case View.LoggedIn(var cookie, var then) -> {
                context.response().addCookie(HostCookie.of(COOKIE, cookie));
                answer(new Visit(context, cookie, logins.account(cookie), visit.address(), visit.language()), then);
            }
            case View.LoggedOut(var then) -> {
                context.response().addCookie(HostCookie.of(COOKIE, "").setMaxAge(0));
                answer(visit, then);
            }
        }
    }

    private String rendered(Visit visit, View.Shown shown) {
        var values = new HashMap<>(shown.values());
        values.put("screen", visit.screen(shown));
        return templates.render("client/" + shown.template(), values);
    }

    private static void send(RoutingContext context, View.Shown shown, String html) {
        if (shown.retryAfter() != null) {
            var _ = context.response()
                    .putHeader(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(Math.max(1, shown.retryAfter().toSeconds())));
        }
        // With "no-referrer", which all our other answers say, a browser would send its forms from `Origin: null`.
        var _ = context.response()
                .setStatusCode(shown.status())
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.VARY, "Accept-Language, Cookie")
                .end(html);
    }

    private static void redirect(RoutingContext context, String path) {
        var _ = context.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, path)
                .end();
    }

    private void fail(RoutingContext context, Exception failure) {
        var id = RequestId.of(context.request().getHeader("X-Request-Id"));
        if (SqlStates.isOutage(failure)) {
            LOG.warning(() -> "request " + id + " found no registry: " + failure);
            fail(context, Problem.of(Cause.UNAVAILABLE).withRequestId(id));
        } else {
            LOG.log(Level.SEVERE, "request " + id + " failed", failure);
            fail(context, Problem.of(Cause.INTERNAL_ERROR).withRequestId(id));
        }
    }

    /// A form is given back without asking who is there, which may be what failed.
    private void fail(RoutingContext context, Problem problem) {
        if (!context.request().method().equals(HttpMethod.POST)) {
            problems.answer(context, problem);
            return;
        }
        var sent = HostCookie.read(context, COOKIE).orElse("");
        var visit =
                new Visit(context, sent, Optional.empty(), ClientAddress.of(""), language(context, Optional.empty()));
        if (sent.length() == COOKIE_LENGTH
                && FormOrigin.isOurs(visit)
                && !context.response().headWritten()) {
            context.response().putHeader("X-Gateway-Error", problem.code());
            answer(visit, kept.afterFailure(visit, problem));
        } else {
            // What asks for the path alone finds a page, which may be another one.
            var page =
                    pages.nearest(Visit.here(context)).map(PageMap.Place::path).orElse("/");
            problems.answer(context, problem.leadingTo(page));
        }
    }

    private static String login(Visit visit) {
        var path = Visit.here(visit.context());
        return path.equals("/") ? "/login" : "/login?next=" + path;
    }

    /// Whoever follows such a link comes to its page, which must be mounted as well.
    void link(MailedLink link) {
        var _ = router.get(link.path()).handler(context -> {
            var token = context.queryParams().get("token");
            if (token == null) {
                context.next();
                return;
            }
            var kept = HostCookie.of(link.cookie(), MailedLink.sound(token)).setMaxAge(MailedLink.KEPT);
            context.response().addCookie(kept);
            redirect(context, link.path());
        });
    }
}
