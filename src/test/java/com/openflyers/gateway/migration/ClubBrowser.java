package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Somebody of a club at the client area: keeps cookies and says the token of the latest page, as a browser does.
final class ClubBrowser {

    static final String PASSWORD = "le planeur vert atterrit";
    private static final String HOST = "client.localhost";
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]*)\"");
    private static final Pattern FIELD = Pattern.compile("type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

    /// @param location where it leads; empty for a page
    record Page(int status, String location, String html) {

        String text() {
            return html.replaceAll("(?s)<(style|head).*?</\\1>", "")
                    .replaceAll("<[^>]+>", " ")
                    .replace("&#39;", "'")
                    .replaceAll("\\s+", " ");
        }

        /// What a form hides of the kind.
        String hidden(String name) {
            return FIELD.matcher(html)
                    .results()
                    .filter(field -> field.group(1).equals(name))
                    .map(field -> field.group(2))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no field " + name + " in " + text()));
        }
    }

    private final HttpClient http;
    private final int port;
    private final Map<String, String> cookies = new HashMap<>();
    private String token = "";

    ClubBrowser(Vertx vertx, int edgePort) {
        http = vertx.createHttpClient();
        port = edgePort;
    }

    Page get(String path) {
        return send(HttpMethod.GET, path, null);
    }

    /// @param fields names and values by turns
    Page post(String path, String... fields) {
        var form = MultiMap.caseInsensitiveMultiMap().add("token", token);
        for (var at = 0; at < fields.length; at += 2) {
            form.add(fields[at], fields[at + 1]);
        }
        return send(
                HttpMethod.POST,
                path,
                form.entries().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    /// Follows the link of an invitation, chooses a password and logs in.
    void enter(String account, String link) {
        var _ = get(link);
        var _ = get("/password");
        var _ = post("/password", "password", PASSWORD, "again", PASSWORD);
        var _ = get("/login");
        var _ = post("/login", "identifier", account, "password", PASSWORD, "next", "/", "kept", "");
    }

    private Page send(HttpMethod method, String path, @Nullable String form) {
        var options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                .setHost(HOST)
                .setPort(80)
                .setMethod(method)
                .setURI(path)
                .putHeader("Accept", "text/html")
                .putHeader("Accept-Language", "fr")
                .putHeader(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
        if (form != null) {
            options.putHeader("Content-Type", "application/x-www-form-urlencoded")
                    .putHeader("Origin", "http://" + HOST);
        }
        return result(http.request(options)
                .compose(request -> form == null ? request.send() : request.send(Buffer.buffer(form)))
                .compose(response -> response.body().map(body -> {
                    response.cookies().forEach(this::keep);
                    var page = new Page(
                            response.statusCode(),
                            Objects.requireNonNullElse(response.getHeader("Location"), ""),
                            body.toString());
                    var found = TOKEN.matcher(page.html());
                    if (found.find()) {
                        token = found.group(1);
                    }
                    return page;
                })));
    }

    private void keep(String cookie) {
        var pair = cookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
