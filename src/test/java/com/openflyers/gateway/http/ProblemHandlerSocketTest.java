package com.openflyers.gateway.http;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProblemHandlerSocketTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static HttpServer server;

    @BeforeAll
    static void serve() throws Exception {
        var problems = new ProblemHandler(new ErrorPages(InstantSource.system()));
        var router = Router.router(VERTX);
        problems.mount(router);
        var _ = router.route().handler(new SecurityHeaders());
        var _ = router.get("/bug").handler(_ -> {
            throw new IllegalStateException("the password is sesame");
        });
        var _ = router.get("/held").handler(context -> problems.answer(context, Problem.of(Cause.HELD)));
        var _ = router.get("/half").handler(context -> {
            var _ = context.response().setChunked(true).write("half of it");
            context.fail(500);
        });
        server = await(VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    @AfterAll
    static void stop() throws Exception {
        await(VERTX.close());
    }

    @Test
    void what_no_route_takes_is_not_found() throws Exception {
        var response = ask("GET", "/nowhere");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("X-Gateway-Error")).contains("not-found");
        assertThat(new JsonObject(response.body()).getString("type")).isEqualTo("urn:gateway:not-found");
    }

    @Test
    void a_method_that_no_route_takes_is_not_allowed() throws Exception {
        assertThat(ask("POST", "/held").statusCode()).isEqualTo(405);
    }

    @Test
    void a_bug_shows_its_request_id_and_nothing_of_its_cause() throws Exception {
        var response = ask("GET", "/bug");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(new JsonObject(response.body()).getString("requestId")).isEqualTo("a-good-request-id");
        assertThat(response.body()).doesNotContain("sesame", "IllegalState");
    }

    @Test
    void an_answer_to_head_has_the_length_and_no_body() throws Exception {
        var response = ask("HEAD", "/nowhere");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValueAsLong("Content-Length").orElse(0))
                .isPositive();
        assertThat(response.body()).isEmpty();
    }

    @Test
    void an_error_after_the_head_cuts_the_connection() {
        assertThatThrownBy(() -> ask("GET", "/half")).isInstanceOf(IOException.class);
    }

    @Test
    void every_answer_carries_the_protecting_fields() throws Exception {
        for (var path : new String[] {"/nowhere", "/bug", "/held"}) {
            var fields = ask("GET", path).headers();

            assertThat(fields.firstValue("Cache-Control")).contains("no-store");
            assertThat(fields.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(fields.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(fields.firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("object-src 'none'", "base-uri 'none'"));
            assertThat(fields.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
            assertThat(fields.firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    void an_encrypted_visit_is_told_to_stay_encrypted() throws Exception {
        var response = CLIENT.send(
                request("GET", "/held").header("X-Forwarded-Proto", "https").build(), ofString());

        assertThat(response.headers().firstValue("Strict-Transport-Security"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("max-age=63072000"));
    }

    private static HttpResponse<String> ask(String method, String path) throws Exception {
        return CLIENT.send(request(method, path).build(), ofString());
    }

    private static HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Accept", "application/json")
                .header("X-Request-Id", "a-good-request-id");
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, SECONDS);
    }
}
