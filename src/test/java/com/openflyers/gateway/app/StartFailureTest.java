package com.openflyers.gateway.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartFailureTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_taken_port_is_one_sentence_with_port_and_setting(boolean nativeTransport) throws Exception {
        var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(nativeTransport));
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = other.getLocalPort();
            var listening = vertx.createNetServer()
                    .connectHandler(_ -> {})
                    .listen(port, "127.0.0.1")
                    .recover(cause ->
                            Future.failedFuture(StartFailure.listening("127.0.0.1", port, "edge.port", cause)));

            var failure = catchThrowableOfType(ExecutionException.class, () -> await(listening));

            assertThat(failure.getCause())
                    .hasMessage(
                            "port %d is taken: end the process that listens there, or set edge.port (GATEWAY_EDGE_PORT)"
                                    .formatted(port));
        } finally {
            await(vertx.close());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "192.0.2.1")
    void an_address_that_is_not_ours_is_one_sentence_too(String address) throws Exception {
        var vertx = Vertx.vertx();
        try {
            var listening = vertx.createNetServer()
                    .connectHandler(_ -> {})
                    .listen(0, address)
                    .recover(
                            cause -> Future.failedFuture(StartFailure.listening(address, 0, "operations.port", cause)));

            var failure = catchThrowableOfType(ExecutionException.class, () -> await(listening));

            assertThat(failure.getCause())
                    .hasMessageContainingAll(address + ":0", "operations.port", "GATEWAY_OPERATIONS_PORT");
        } finally {
            await(vertx.close());
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, SECONDS);
    }
}
