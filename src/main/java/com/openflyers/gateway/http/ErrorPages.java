package com.openflyers.gateway.http;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes error answers: a page for a browser, `application/problem+json` for a program that asks for it, and plain
/// text for everything else. Any thread may use it; rendering does no input or output.
public final class ErrorPages {

    private static final String TEMPLATE = "error.jte";

    private final TemplateEngine templates;
    private final InstantSource clock;
    private final String contentSecurityPolicy;

    public ErrorPages(InstantSource clock) {
        this.clock = clock;
        // By name and not by class, since the templates depend on this package already.
        templates = TemplateEngine.createPrecompiled(
                null, ContentType.Html, ErrorPages.class.getClassLoader(), "com.openflyers.gateway.templates");
        templates.setBinaryStaticContent(true);
        contentSecurityPolicy = "default-src 'none'; style-src 'sha256-" + hashOfStyle()
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /// @param accept         the request's field, several lines joined by commas
    /// @param acceptLanguage likewise
    public Rendered render(Problem problem, @Nullable String accept, @Nullable String acceptLanguage) {
        var form = Form.preferred(accept);
        var language = Language.preferred(acceptLanguage);
        var body = switch (form) {
            case HTML -> html(problem, language);
            case JSON -> json(problem, language).toBuffer().getBytes();
            case TEXT -> text(problem, language).getBytes(StandardCharsets.UTF_8);
        };
        return new Rendered(problem.status(), fields(problem, form, language), body);
    }

    private Map<String, String> fields(Problem problem, Form form, Language language) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("Content-Type", form.contentType());
        fields.put("Content-Language", language.tag());
        fields.put("Vary", "Accept, Accept-Language");
        fields.put("Cache-Control", "no-store");
        fields.put("X-Gateway-Error", problem.code());
        fields.put("X-Content-Type-Options", "nosniff");
        fields.put("Referrer-Policy", "no-referrer");
        if (form == Form.HTML) {
            fields.put("Content-Security-Policy", contentSecurityPolicy);
        }
        var delay = retryAfter(problem);
        if (delay != null) {
            fields.put(
                    "Retry-After",
                    Long.toString(Math.max(1, delay.plusMillis(999).toSeconds())));
        }
        return fields;
    }

    private @Nullable Duration retryAfter(Problem problem) {
        return problem.until() == null ? problem.retryAfter() : Duration.between(clock.instant(), problem.until());
    }

    private byte[] html(Problem problem, Language language) {
        var output = new Utf8ByteOutput();
        templates.render(TEMPLATE, new ErrorPage(problem, language), output);
        var bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static JsonObject json(Problem problem, Language language) {
        var json = new JsonObject()
                .put("type", "urn:gateway:" + problem.code())
                .put("title", problem.title().in(language))
                .put("status", problem.status())
                .put("detail", problem.detail().in(language));
        if (problem.until() != null) {
            json.put("until", problem.until().toString());
        }
        if (problem.requestId() != null) {
            json.put("requestId", problem.requestId());
        }
        if (problem.home() != null) {
            json.put("home", problem.home());
        }
        var submission = problem.submission();
        if (submission != null && !submission.entries().isEmpty()) {
            json.put("submitted", submission.toJson()).put("submittedInFull", !submission.cut());
        }
        problem.members().forEach(json::put);
        return json;
    }

    private static String text(Problem problem, Language language) {
        var page = new ErrorPage(problem, language);
        var text = new StringBuilder();
        text.append(problem.status()).append(' ').append(page.title());
        if (!page.club().isEmpty()) {
            text.append(" – ").append(page.club());
        }
        text.append("\n\n").append(page.detail()).append('\n');
        if (!page.untilWords().isEmpty()) {
            text.append(page.say("Reprise prévue : ", "Expected back: "))
                    .append(page.untilWords())
                    .append('\n');
        }
        if (!page.entries().isEmpty()) {
            text.append('\n').append(page.say("Ce que vous aviez saisi", "What you had entered"));
            text.append(page.cut() ? page.say(" (début) :\n", " (beginning):\n") : page.say(" :\n", ":\n"));
            page.entries()
                    .forEach(entry -> text.append("  ")
                            .append(entry.name())
                            .append(": ")
                            .append(entry.value())
                            .append('\n'));
        }
        text.append('\n').append(problem.code());
        if (!page.requestId().isEmpty()) {
            text.append(' ').append(page.requestId());
        }
        return text.append('\n').toString();
    }

    /// The page's style is inside it, so that the page needs nothing else; its hash allows exactly this style.
    private String hashOfStyle() {
        var page = new String(html(Problem.of(Cause.INTERNAL_ERROR), Language.FRENCH), StandardCharsets.UTF_8);
        var start = page.indexOf("<style>") + "<style>".length();
        var style = page.substring(start, page.indexOf("</style>"));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
