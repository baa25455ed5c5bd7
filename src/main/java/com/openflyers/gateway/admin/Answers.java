package com.openflyers.gateway.admin;

import com.openflyers.gateway.db.SqlStates;
import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.ErrorPages;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.ProblemHandler;
import com.openflyers.gateway.http.Text;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes what the API says: the one place where an answer, a problem or a failure becomes bytes.
final class Answers {

    private static final Logger LOG = Logger.getLogger(Answers.class.getName());
    private static final String PROBLEM = "application/problem+json";

    private static final Text UNAVAILABLE = new Text("Registre injoignable", "Registry unavailable");
    /// Nor is "nothing was changed" true when the connection broke while a transaction was ending.
    private static final Text UNCONFIRMED = new Text(
            "La base de données du registre ne répond pas. Rien n’est confirmé : vérifiez avant de recommencer. Les clubs restent servis.",
            "The registry's database does not answer. Nothing is confirmed: look before you try again. The clubs are still served.");

    private final ErrorPages pages;
    private final @Nullable String form;

    private Answers(ErrorPages pages, @Nullable String form) {
        this.pages = pages;
        this.form = form;
    }

    /// Problems are JSON, whatever is accepted.
    static Answers toPrograms(ErrorPages pages) {
        return new Answers(pages, PROBLEM);
    }

    /// Problems are pages for whoever prefers them.
    static Answers toReaders(ErrorPages pages) {
        return new Answers(pages, null);
    }

    void send(RoutingContext context, Answer answer) {
        switch (answer) {
            case Answer.Told(var status, var revision, var body) -> {
                revision.ifPresent(number -> context.response().putHeader(HttpHeaders.ETAG, "\"" + number + "\""));
                json(context, status, body);
            }
            case Answer.Created(var location, var body) -> {
                context.response().putHeader(HttpHeaders.LOCATION, location);
                json(context, 201, body);
            }
            case Answer.Promised(var body) -> json(context, 202, body);
            case Answer.Page(var language, var html) -> page(context, language, html);
            case Answer.File(var file) -> {
                var _ = context.response()
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .putHeader(HttpHeaders.CONTENT_TYPE, file.type())
                        .putHeader("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
                        .putHeader(HttpHeaders.VARY, "Accept-Language")
                        .end(file.content());
            }
            case Answer.Streamed(var writing) -> writing.accept(context.response());
            case Answer.Done() -> {
                var _ = context.response().setStatusCode(204).end();
            }
            case Answer.Refused(var problem) -> refuse(context, problem);
        }
    }

    private static void json(RoutingContext context, int status, JsonObject body) {
        var _ = context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.toBuffer());
    }

    static void page(RoutingContext context, Language language, String html) {
        var _ = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .putHeader(HttpHeaders.VARY, "Accept-Language")
                .end(html);
    }

    void refuse(RoutingContext context, Problem problem) {
        var request = context.request();
        var response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        var rendered = pages.render(
                problem,
                form == null ? request.getHeader(HttpHeaders.ACCEPT) : form,
                request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        response.setStatusCode(rendered.status());
        rendered.fields().forEach(response::putHeader);
        if (!request.isEnded()) {
            // What was not read must not be taken for the next request.
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        var _ = response.end(Buffer.buffer(rendered.body()));
    }

    /// Answers what went wrong before or around an operation: what cannot be read, what Vert.x's own handlers refused,
    /// or a bug.
    void fail(RoutingContext context) {
        var failure = context.failure();
        var status = context.statusCode();
        if (failure instanceof InvalidRequest invalid) {
            refuse(context, invalid.problem());
        } else if (status >= 400 && status < 500) {
            refuse(context, Problem.of(ProblemHandler.cause(status)));
        } else {
            var id = UUID.randomUUID().toString();
            LOG.log(Level.SEVERE, "request " + id + " failed", failure);
            refuse(context, Problem.of(Cause.INTERNAL_ERROR).withRequestId(id));
        }
    }

    /// Answers the failure of an operation: the registry is away, or it is a case for [#fail].
    void fail(RoutingContext context, Throwable failure) {
        if (SqlStates.isOutage(failure)) {
            LOG.log(Level.WARNING, () -> "the registry does not answer: " + failure);
            refuse(context, registryUnavailable());
        } else {
            context.fail(failure);
        }
    }

    private static Problem registryUnavailable() {
        return Problem.of(Cause.UNAVAILABLE.status(), "registry-unavailable", UNAVAILABLE, UNCONFIRMED)
                .retryAfter(Duration.ofSeconds(5));
    }
}
