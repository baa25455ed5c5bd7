package com.openflyers.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What pages are made of besides their text, the same for everybody: a style sheet of their own, the icon and htmx.
public final class PageFiles {

    private record Asset(String name, String type, String resource) {}

    private final Map<Asset, Buffer> contents;

    private PageFiles(Map<Asset, Buffer> contents) {
        this.contents = contents;
    }

    /// @param style resource of the style sheet, such as `client/client.css`
    public static Future<PageFiles> load(Vertx vertx, String style) {
        var assets = List.of(
                new Asset(style.substring(style.lastIndexOf('/') + 1), "text/css; charset=utf-8", style),
                new Asset("icon.svg", "image/svg+xml", "console/icon.svg"),
                new Asset(
                        "htmx.js",
                        "text/javascript; charset=utf-8",
                        "META-INF/resources/webjars/htmx.org/2.0.7/dist/htmx.min.js"));
        var contents = new ConcurrentHashMap<Asset, Buffer>();
        var reads = assets.stream()
                .map(asset -> vertx.fileSystem()
                        .readFile(asset.resource())
                        .onSuccess(content -> contents.put(asset, content)))
                .toList();
        return Future.all(reads).map(_ -> new PageFiles(contents));
    }

    /// @param directory of their addresses, such as `/assets/`
    /// @param caching   how long browsers keep them, as in `Cache-Control`
    public void mount(Router router, String directory, String caching) {
        contents.forEach((asset, content) -> {
            var _ = router.get(directory + asset.name()).handler(context -> {
                var _ = context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, asset.type())
                        .putHeader(HttpHeaders.CACHE_CONTROL, caching)
                        .end(content);
            });
        });
    }
}
