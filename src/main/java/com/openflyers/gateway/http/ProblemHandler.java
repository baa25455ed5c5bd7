package com.openflyers.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/// Answers problems on surfaces made with vertx-web, also for what no handler took and for what went wrong in one.
public final class ProblemHandler implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(ProblemHandler.class.getName());

    private static final Pattern UNDECODABLE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final ErrorPages pages;
    private final Function<RoutingContext, String> languages;

    public ProblemHandler(ErrorPages pages) {
        this(pages, context -> String.join(",", context.request().headers().getAll("Accept-Language")));
    }

    /// @param languages of an answer, as in `Accept-Language`
    public ProblemHandler(ErrorPages pages, Function<RoutingContext, String> languages) {
        this.pages = pages;
        this.languages = languages;
    }

    /// Makes this the answer to every failure in a route, to what no route takes, and to addresses with half an escape
    /// in them.
    ///
    /// Failures have a route and not only an error handler: after the latter, Vert.x touches the response again,
    /// which fails without end when the head was sent already. A route that answers its own failures is added
    /// before.
    public void mount(Router router) {
        var _ = router.route().handler(this::refuseUndecodable).failureHandler(this);
        for (var status : List.of(400, 404, 405, 406, 415)) {
            var _ = router.errorHandler(status, this);
        }
    }

    /// Whatever decodes such an address later fails in its own way, or in none that anybody answers.
    private void refuseUndecodable(RoutingContext context) {
        if (UNDECODABLE.matcher(context.request().uri()).find()) {
            answer(
                    context,
                    Problem.of(Cause.BAD_REQUEST)
                            .withRequestId(RequestId.of(context.request().getHeader("X-Request-Id"))));
        } else {
            context.next();
        }
    }

    @Override
    public void handle(RoutingContext context) {
        var id = RequestId.of(context.request().getHeader("X-Request-Id"));
        var cause = cause(context.statusCode());
        if (cause.status() >= 500) {
            // The only place where the throwable shows: an answer never carries it.
            LOG.log(Level.SEVERE, "request " + id + " failed", context.failure());
        }
        answer(context, Problem.of(cause).withRequestId(id));
    }

    public void answer(RoutingContext context, Problem problem) {
        var response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            // A cut stream or connection is the one way left to say that the body is not whole.
            var _ = response.reset();
            return;
        }
        var fields = context.request().headers();
        var rendered = pages.render(problem, String.join(",", fields.getAll("Accept")), languages.apply(context));
        var _ = response.setStatusCode(rendered.status());
        rendered.fields().forEach((name, value) -> {
            var _ = response.putHeader(name, value);
        });
        if (context.request().method().equals(HttpMethod.HEAD)) {
            var _ = response.putHeader("Content-Length", Integer.toString(rendered.body().length));
            var _ = response.end();
        } else {
            var _ = response.end(Buffer.buffer(rendered.body()));
        }
    }

    /// What a status means that a handler of Vert.x chose.
    public static Cause cause(int status) {
        return switch (status) {
            case 401 -> Cause.UNAUTHORIZED;
            case 403 -> Cause.FORBIDDEN;
            case 404 -> Cause.NOT_FOUND;
            case 405 -> Cause.METHOD_NOT_ALLOWED;
            case 408 -> Cause.REQUEST_TIMEOUT;
            case 413 -> Cause.BODY_TOO_LARGE;
            case 414 -> Cause.URI_TOO_LONG;
            case 415 -> Cause.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> Cause.TOO_MANY_REQUESTS;
            case 431 -> Cause.HEAD_TOO_LARGE;
            case 501 -> Cause.NOT_IMPLEMENTED;
            case 503 -> Cause.UNAVAILABLE;
            default -> status < 500 && status >= 400 ? Cause.BAD_REQUEST : Cause.INTERNAL_ERROR;
        };
    }
}
