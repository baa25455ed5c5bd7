package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Language;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The operators' page. It is the same for everybody: what it shows, it asks from the API with the token that its
/// reader types in.
final class ConsoleRoutes {

    private static final Map<String, String> FILES = Map.of(
            "console.css", "text/css; charset=utf-8",
            "console.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    private final Buffer french;
    private final Buffer english;
    private final Map<String, Buffer> files;

    private ConsoleRoutes(Map<String, Buffer> files) {
        this.files = files;
        var templates = TemplateEngine.createPrecompiled(
                null, ContentType.Html, ConsoleRoutes.class.getClassLoader(), "com.openflyers.gateway.templates");
        french = render(templates, Language.FRENCH);
        english = render(templates, Language.ENGLISH);
    }

    static Future<ConsoleRoutes> load(Vertx vertx) {
        var files = new ConcurrentHashMap<String, Buffer>();
        var reads = FILES.keySet().stream()
                .map(name -> vertx.fileSystem().readFile("console/" + name).onSuccess(file -> files.put(name, file)))
                .toList();
        return Future.all(reads).map(_ -> new ConsoleRoutes(files));
    }

    void mount(Router router) {
        var _ = router.get("/").handler(this::page);
        files.forEach((name, content) -> {
            var _ = router.get("/console/" + name)
                    .handler(context -> send(context, String.valueOf(FILES.get(name)), content));
        });
    }

    private void page(RoutingContext context) {
        var language = Language.preferred(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        var _ = context.response()
                .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .putHeader(HttpHeaders.VARY, "Accept-Language");
        send(
                context,
                "text/html; charset=utf-8",
                switch (language) {
                    case FRENCH -> french;
                    case ENGLISH -> english;
                });
    }

    private static Buffer render(TemplateEngine templates, Language language) {
        var page = new StringOutput();
        templates.render("admin/console.jte", language, page);
        return Buffer.buffer(page.toString());
    }

    private static void send(RoutingContext context, String type, Buffer content) {
        var _ = context.response().putHeader(HttpHeaders.CONTENT_TYPE, type).end(content);
    }
}
