package com.openflyers.gateway.account;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the pages are made of besides their text; the same for everybody.
final class ClientFiles {

    private record Asset(String name, String type, String resource) {}

    private static final List<Asset> ASSETS = List.of(
            new Asset("client.css", "text/css; charset=utf-8", "client/client.css"),
            new Asset("icon.svg", "image/svg+xml", "console/icon.svg"),
            new Asset(
                    "htmx.js",
                    "text/javascript; charset=utf-8",
                    "META-INF/resources/webjars/htmx.org/2.0.7/dist/htmx.min.js"));

    private final Map<Asset, Buffer> contents;

    private ClientFiles(Map<Asset, Buffer> contents) {
        this.contents = contents;
    }

    static Future<ClientFiles> load(Vertx vertx) {
        var contents = new ConcurrentHashMap<Asset, Buffer>();
        var reads = ASSETS.stream()
                .map(asset -> vertx.fileSystem()
                        .readFile(asset.resource())
                        .onSuccess(content -> contents.put(asset, content)))
                .toList();
        return Future.all(reads).map(_ -> new ClientFiles(contents));
    }

    void mount(Router router) {
        contents.forEach((asset, content) -> {
            var _ = router.get("/assets/" + asset.name()).handler(context -> {
                var _ = context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, asset.type())
                        .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                        .end(content);
            });
        });
    }
}
