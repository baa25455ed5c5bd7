package com.openflyers.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private final Vertx vertx = Vertx.vertx();
    private final Mailbox mailbox = Mailbox.start(vertx, 0);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        mailbox.close();
        var _ = vertx.close();
    }

    @Test
    void a_mail_to_anybody_is_listed_and_its_links_can_be_followed() throws Exception {
        send("Bienvenue à l'aéro-club", "Confirmez : http://client.localhost:8080/confirm?t=1&u=2.");

        var list = get("/");
        var path = Pattern.compile("href=\"(/mail/\\d+)\"").matcher(list);
        assertThat(path.find()).isTrue();
        var mail = get(path.group(1));

        assertThat(list).contains("Bienvenue à l'aéro-club", "tresorier@example.org");
        assertThat(mail).contains("href=\"http://client.localhost:8080/confirm?t=1&amp;u=2\"");
    }

    @Test
    void the_newest_mail_comes_first_and_markup_in_it_stays_text() throws Exception {
        send("Un", "un");
        send("Deux <script>", "deux");

        var list = get("/");

        assertThat(list.indexOf("Deux &lt;script&gt;")).isPositive().isLessThan(list.indexOf("<b>Un</b>"));
        assertThat(mailbox.mails()).extracting(Mail::subject).containsExactly("Deux <script>", "Un");
    }

    @Test
    void the_newest_comes_first_whoever_it_is_to_and_keeps_its_number() throws Exception {
        send("zoe@example.org", "Un", "un");
        send("anne@example.org", "Deux", "deux");
        var numbers = mailbox.mails().stream().map(Mail::number).toList();
        send("zoe@example.org", "Trois", "trois");
        send("marc@example.org", "Quatre", "quatre");

        assertThat(mailbox.mails()).extracting(Mail::subject).containsExactly("Quatre", "Trois", "Deux", "Un");
        assertThat(mailbox.mails()).extracting(Mail::number).containsExactly(4, 3, 2, 1);
        assertThat(numbers).containsExactly(2, 1);
        assertThat(get("/mail/2")).contains("anne@example.org");
    }

    @Test
    void programs_read_the_mails_as_json() throws Exception {
        send("Un", "un");
        send("Deux", "Suivez http://client.localhost:8080/a?t=1&u=2, puis http://client.localhost:8080/b.");

        var messages = new JsonArray(get("/messages.json"));

        var newest = messages.getJsonObject(0);
        assertThat(messages).hasSize(2);
        assertThat(newest.getString("to")).isEqualTo("tresorier@example.org");
        assertThat(newest.getString("subject")).isEqualTo("Deux");
        assertThat(newest.getJsonArray("links"))
                .containsExactly("http://client.localhost:8080/a?t=1&u=2", "http://client.localhost:8080/b");
    }

    @Test
    void what_came_with_a_mail_can_be_had() throws Exception {
        var server = new ServerSetup(mailbox.smtpPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        var content = new byte[] {'%', 'P', 'D', 'F', 0, -1};
        GreenMailUtil.sendAttachmentEmail(
                "tresorier@example.org",
                "noreply@openflyers.com",
                "Facture",
                "La voici.",
                content,
                "application/pdf",
                "facture-2026-0001.pdf",
                "facture",
                server);

        assertThat(mailbox.mails().getFirst().files()).containsExactly("facture-2026-0001.pdf");
        assertThat(get("/mail/1")).contains("href=\"/mail/1/facture-2026-0001.pdf\"", "La voici.");
        var request = HttpRequest.newBuilder(URI.create(mailbox.url() + "/mail/1/facture-2026-0001.pdf"))
                .build();
        assertThat(http.send(request, BodyHandlers.ofByteArray()).body()).isEqualTo(content);
        assertThat(get("/mail/1/other.pdf")).doesNotContain("PDF");
    }

    private void send(String subject, String text) {
        send("tresorier@example.org", subject, text);
    }

    private void send(String to, String subject, String text) {
        var server = new ServerSetup(mailbox.smtpPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        GreenMailUtil.sendTextEmail(to, "noreply@openflyers.com", subject, text, server);
    }

    private String get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(mailbox.url() + path)).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
