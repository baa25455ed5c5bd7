package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The operators' pages: forms and links, complete without a script.
///
/// The cookie names a session of this process and goes nowhere but here (`SameSite=Strict`, `HttpOnly`); besides, every
/// form must say that it comes from a page of ours (`Origin`, which [HostHandler] has compared).
final class ConsoleRoutes {

    private static final String COOKIE = "operator-session";
    private static final long LARGEST_FORM = 64 * 1024;

    private static final Text NOT_A_TOKEN = new Text(
            "Ce n’est pas un jeton valable : « gateway token » en délivre un.",
            "This is no valid token: \"gateway token\" issues one.");

    private final TokenVerifier tokens;
    private final Answers answers;
    private final MigrationPages migrations;
    private final SpacePages spaces;
    private final AccountPages accounts;
    private final InvoicePages invoices;
    private final MailPages mails;
    private final GatewayPage gateway;
    private final Sessions sessions = new Sessions();
    private final Pages pages = new Pages();
    private final BodyHandler forms = BodyHandler.create(false).setBodyLimit(LARGEST_FORM);

    ConsoleRoutes(
            TokenVerifier tokens,
            Answers answers,
            MigrationPages migrations,
            SpacePages spaces,
            AccountPages accounts,
            InvoicePages invoices,
            MailPages mails,
            GatewayPage gateway) {
        this.tokens = tokens;
        this.answers = answers;
        this.migrations = migrations;
        this.spaces = spaces;
        this.accounts = accounts;
        this.invoices = invoices;
        this.mails = mails;
        this.gateway = gateway;
    }

    void mount(Router router) {
        get(router, "/", migrations::queue);
        get(router, "/migrations/new", migrations::form);
        post(router, "/migrations", migrations::request);
        get(router, "/migrations/:id", migrations::show);
        get(router, "/migrations/:id/evidence", migrations::evidence);
        post(router, "/migrations/:id/:verb", migrations::tell);
        get(router, "/spaces", spaces::search);
        get(router, "/spaces/:space", spaces::show);
        get(router, "/spaces/:space/settings", spaces::settings);
        post(router, "/spaces/:space/flip", spaces::flip);
        post(router, "/spaces/:space/hold", spaces::hold);
        post(router, "/spaces/:space/release", spaces::release);
        post(router, "/spaces/:space/removal", spaces::remove);
        get(router, "/accounts", accounts::search);
        get(router, "/accounts/:account", accounts::show);
        post(router, "/accounts/:account/invitation", accounts::invite);
        post(router, "/accounts/:account/merge", accounts::merge);
        get(router, "/invoices", invoices::list);
        get(router, "/invoices/:number", invoices::show);
        get(router, "/invoices/:number/pdf", invoices::file);
        post(router, "/invoices/:number/payments", invoices::pay);
        post(router, "/invoices/:number/reversals", invoices::reverse);
        post(router, "/invoices/:number/credit-notes", invoices::credit);
        post(router, "/set-up-packages/:id/quote", invoices::quote);
        post(router, "/set-up-packages/:id/done", invoices::done);
        get(router, "/outbox", mails::list);
        post(router, "/outbox/:id/retry", mails::retry);
        get(router, "/gateway", gateway::show);
        form(router, "/sign-in", this::signIn);
        form(router, "/sign-out", this::signOut);
    }

    private void get(Router router, String path, Function<Visit, Future<View>> page) {
        var _ = router.get(path).handler(context -> visit(context, page)).failureHandler(answers::fail);
    }

    private void post(Router router, String path, Function<Visit, Future<View>> page) {
        form(router, path, context -> visit(context, page));
    }

    private void form(Router router, String path, Handler<RoutingContext> handler) {
        var _ = router.route(HttpMethod.POST, path)
                .handler(this::requireOrigin)
                .handler(this::readForm)
                .handler(handler)
                .failureHandler(answers::fail);
    }

    /// A browser names where a form comes from. One that does not is no browser, and has the API.
    private void requireOrigin(RoutingContext context) {
        if (context.request().getHeader(HttpHeaders.ORIGIN) == null) {
            answers.refuse(context, Problem.of(Cause.FORBIDDEN));
        } else {
            context.next();
        }
    }

    /// A method and not the handler itself, which vertx-web would put before the question where the form comes from.
    private void readForm(RoutingContext context) {
        forms.handle(context);
    }

    private void visit(RoutingContext context, Function<Visit, Future<View>> page) {
        var session = session(context);
        if (session.isEmpty()) {
            signInPage(context, 200, "");
            return;
        }
        tokens.verify(session.get().token())
                .onComplete(
                        verdict -> {
                            switch (verdict) {
                                case Verdict.Accepted(var operator) ->
                                    show(new Visit(operator, session.get(), context), page);
                                case Verdict.Refused _ -> signInPage(context, 200, "");
                            }
                        },
                        context::fail);
    }

    private void show(Visit visit, Function<Visit, Future<View>> page) {
        var context = visit.context();
        try {
            page.apply(visit).onComplete(view -> answer(visit, view), failure -> answers.fail(context, failure));
        } catch (RuntimeException e) {
            answers.fail(context, e);
        }
    }

    private void answer(Visit visit, View view) {
        var context = visit.context();
        switch (view) {
            case View.Shown(var status, var template, var values) ->
                send(context, status, pages.render(template, visit.language(), values));
            case View.Moved(var path) -> move(context, path);
            case View.Kept(var file) -> answers.send(context, new Answer.File(file));
            case View.Missing(var problem) -> answers.refuse(context, problem);
        }
    }

    private void signIn(RoutingContext context) {
        var token = Optional.ofNullable(context.request().getFormAttribute("token"))
                .orElse("")
                .strip();
        tokens.verify(token)
                .onComplete(
                        verdict -> {
                            switch (verdict) {
                                case Verdict.Accepted _ -> {
                                    context.response().addCookie(cookie(context, sessions.open(token)));
                                    move(context, "/");
                                }
                                case Verdict.Refused _ -> signInPage(context, 422, NOT_A_TOKEN.in(language(context)));
                            }
                        },
                        context::fail);
    }

    private void signOut(RoutingContext context) {
        var cookie = context.request().getCookie(COOKIE);
        if (cookie != null) {
            sessions.close(cookie.getValue());
            context.response().addCookie(cookie(context, "").setMaxAge(0));
        }
        move(context, "/");
    }

    private Optional<Sessions.Session> session(RoutingContext context) {
        return Optional.ofNullable(context.request().getCookie(COOKIE))
                .flatMap(cookie -> sessions.find(cookie.getValue()));
    }

    private static Cookie cookie(RoutingContext context, String value) {
        return Cookie.cookie(COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure("https".equals(context.request().getHeader("X-Forwarded-Proto")));
    }

    private void signInPage(RoutingContext context, int status, String fault) {
        // A page and no challenge: a browser would ask for a name and a password of its own accord.
        send(context, status, pages.render("sign-in", language(context), Map.of("fault", fault)));
    }

    private static void send(RoutingContext context, int status, String html) {
        // With "no-referrer", which all our other answers say, a browser would send its forms from `Origin: null`.
        context.response().setStatusCode(status).putHeader("Referrer-Policy", "same-origin");
        Answers.page(context, language(context), html);
    }

    private static void move(RoutingContext context, String path) {
        var _ = context.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, path)
                .end();
    }

    private static Language language(RoutingContext context) {
        return Language.preferred(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
