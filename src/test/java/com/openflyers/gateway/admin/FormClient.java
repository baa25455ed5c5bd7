package com.openflyers.gateway.admin;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

/// A browser without scripts: keeps its cookie, and says where its forms come from.
final class FormClient {

    private final int port;
    private final ApiClient client;
    private final String origin;
    private String cookie;

    FormClient(int port) {
        this(port, "http://127.0.0.1:" + port, "");
    }

    private FormClient(int port, String origin, String cookie) {
        this.port = port;
        this.client = new ApiClient(port, "");
        this.origin = origin;
        this.cookie = cookie;
    }

    /// The same with forms on another page; of none at all when `other` is empty.
    FormClient from(String other) {
        return new FormClient(port, other, cookie);
    }

    ApiClient.Reply signIn(String token) {
        var reply = post("/sign-in", "token=" + token);
        if (reply.status() == 303) {
            cookie = reply.field("Set-Cookie").split(";")[0];
        }
        return reply;
    }

    ApiClient.Reply get(String path, String... more) {
        var fields = fields();
        fields.addAll(List.of(more));
        return client.get(path, fields.toArray(String[]::new));
    }

    ApiClient.Reply post(String path, String form) {
        var fields = fields();
        fields.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        if (!origin.isEmpty()) {
            fields.addAll(List.of("Origin", origin));
        }
        return client.send("POST", path, BodyPublishers.ofString(form), fields.toArray(String[]::new));
    }

    private List<String> fields() {
        var fields = new ArrayList<>(List.of("Accept", "text/html"));
        if (!cookie.isEmpty()) {
            fields.addAll(List.of("Cookie", cookie));
        }
        return fields;
    }
}
