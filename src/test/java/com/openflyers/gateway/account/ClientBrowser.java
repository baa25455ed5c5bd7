package com.openflyers.gateway.account;

import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.Message;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser without scripts and with cookies, that sends forms as pages do, from an address of its own.
public final class ClientBrowser {

    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("name=\"link\" value=\"([^\"]*)\"");
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    /// @param path where it ended after all redirections
    public record Page(Message message, String path) {

        public int status() {
            return message.status();
        }

        public String field(String name) {
            return message.field(name);
        }

        public String html() {
            return new String(message.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        /// What a reader sees.
        public String text() {
            return html().replaceAll("(?s)<(head|svg).*?</\\1>", "")
                    .replaceAll("<[^>]+>", " ")
                    .replace("&#39;", "'")
                    .replace("&#34;", "\"")
                    .replace("&amp;", "&")
                    .replaceAll("[\\s\u00a0]+", " ");
        }
    }

    private final int port;
    private final String host;
    private final InetAddress from;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private String token = "";
    private String link = "";

    public ClientBrowser(int port, String host) {
        this(port, host, newAddress());
    }

    private ClientBrowser(int port, String host, InetAddress from) {
        this.port = port;
        this.host = host;
        this.from = from;
        fields.put("Accept", "text/html");
        fields.put("Accept-Language", "fr");
        fields.put("Origin", "http://" + host + ":" + port);
    }

    /// Says `value` with each request from now on; nothing when it is empty.
    ClientBrowser saying(String field, String value) {
        if (value.isEmpty()) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
        return this;
    }

    /// Somebody else in the same place.
    ClientBrowser stranger() {
        return new ClientBrowser(port, host, from);
    }

    /// The same browser, taken elsewhere.
    ClientBrowser moved() {
        return copied(new ClientBrowser(port, host));
    }

    /// The same browser at another node.
    ClientBrowser at(int otherPort) {
        return copied(new ClientBrowser(otherPort, host, from));
    }

    private ClientBrowser copied(ClientBrowser other) {
        other.cookies.putAll(cookies);
        other.token = token;
        other.link = link;
        return other;
    }

    Map<String, String> cookies() {
        return cookies;
    }

    /// The hidden one of the form that was shown last.
    String token() {
        return token;
    }

    /// Tells which mailed link the form that was shown last is for.
    String link() {
        return link;
    }

    public Page get(String path) {
        return followed(send("GET", path, ""));
    }

    /// As the form that was shown last sends it.
    public Page post(String path, Map<String, String> typed) {
        return followed(postOnly(path, typed));
    }

    /// Without going where it leads.
    public Page postOnly(String path, Map<String, String> typed) {
        var form = new HashMap<>(typed);
        form.putIfAbsent("token", token);
        if (!link.isEmpty()) {
            form.putIfAbsent("link", link);
        }
        var encoded = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send("POST", path, encoded);
    }

    public Page getOnly(String path) {
        return send("GET", path, "");
    }

    /// A mailed link.
    Page follow(String link) {
        return get(path(link));
    }

    static String path(String link) {
        return link.substring(link.indexOf('/', "http://".length()));
    }

    private Page followed(Page page) {
        var at = page;
        while (at.status() == 303) {
            at = send("GET", at.field("Location"), "");
        }
        return at;
    }

    private Page send(String method, String path, String form) {
        try (var conversation = Conversation.with(port, from)) {
            var message = conversation.send(head(method, path, form) + form).readMessage();
            message.fields("Set-Cookie").forEach(this::keep);
            var page = new Page(message, path);
            var found = TOKEN.matcher(page.html());
            if (found.find()) {
                token = found.group(1);
            }
            var followed = LINK.matcher(page.html());
            if (followed.find()) {
                link = followed.group(1);
            }
            return page;
        }
    }

    private String head(String method, String path, String form) {
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n");
        fields.forEach((name, value) -> {
            if (!name.equals("Origin") || method.equals("POST")) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        if (!cookies.isEmpty()) {
            var all = cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            head.append("Cookie: ").append(all).append("\r\n");
        }
        if (method.equals("POST")) {
            head.append("Content-Length: ").append(form.length()).append("\r\n");
            if (!fields.containsKey("Content-Type")) {
                head.append("Content-Type: application/x-www-form-urlencoded\r\n");
            }
        }
        return head.append("Connection: close\r\n\r\n").toString();
    }

    private void keep(String field) {
        var pair = field.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty() || field.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static InetAddress newAddress() {
        try {
            var number = ADDRESSES.incrementAndGet();
            return InetAddress.getByAddress(new byte[] {127, 77, (byte) (number / 250), (byte) (1 + number % 250)});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
