package com.openflyers.gateway.admin;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openflyers.gateway.http.ErrorPages;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ContractTest {

    private static Vertx vertx;
    private static Contract contract;

    @BeforeAll
    static void load() {
        vertx = Vertx.vertx();
        contract = result(Contract.load(vertx));
    }

    @AfterAll
    static void stop() {
        result(vertx.close());
    }

    @Test
    void an_operation_that_nothing_answers_keeps_the_listener_from_starting() {
        var operations = all(false);
        assertThat(operations.remove("flip")).isNotNull();

        assertThatThrownBy(() -> mount(operations)).hasMessageContaining("flip");
    }

    @Test
    void a_route_that_the_contract_does_not_know_keeps_the_listener_from_starting() {
        var operations = all(false);
        operations.put("eraseEverything", _ -> Future.succeededFuture(new Answer.Done()));

        assertThatThrownBy(() -> mount(operations)).hasMessageContaining("eraseEverything");
    }

    @Test
    void every_operation_of_the_api_names_a_role_and_every_change_more_than_a_viewers() {
        for (var operation : contract.document().operations()) {
            var id = operation.getOperationId();
            if (operation.getAbsoluteOpenAPIPath().startsWith("/api/")) {
                assertThat(contract.isOpen(id)).as(id).isFalse();
                assertThat(contract.role(id) == Role.VIEWER)
                        .as(id)
                        .isEqualTo(operation.getHttpMethod().name().equals("GET"));
            } else {
                assertThat(contract.isOpen(id)).as(id).isTrue();
            }
        }
    }

    @Test
    void every_body_and_every_object_in_it_is_closed() {
        var schemas = new JsonObject(contract.document().getRawContract().encode())
                .getJsonObject("components")
                .getJsonObject("schemas");

        for (var name : Set.of("Version", "Space", "Price")) {
            assertClosed(name, schemas.getJsonObject(name));
        }
    }

    private static void assertClosed(String where, JsonObject schema) {
        if ("object".equals(schema.getValue("type"))) {
            assertThat(schema.containsKey("additionalProperties")).as(where).isTrue();
        }
        for (var field : schema) {
            if (field.getValue() instanceof JsonObject inner) {
                assertClosed(where + "/" + field.getKey(), inner);
            }
        }
    }

    private static void mount(Map<String, Operation> operations) {
        var jwt = new JwtSettings(List.of(), "openflyers", "gateway-operations", Set.of());
        var tokens = new TokenVerifier(vertx, jwt, InstantSource.system());
        var answers = Answers.toPrograms(new ErrorPages(InstantSource.system()));
        Map<String, Handler<RoutingContext>> open = new HashMap<>();
        all(true).keySet().forEach(id -> open.put(id, _ -> {}));
        var _ = new ApiRouter(vertx, contract, tokens, answers, 1024).create(List.of(), open, operations);
    }

    private static Map<String, Operation> all(boolean open) {
        Map<String, Operation> operations = new HashMap<>();
        contract.document().operations().stream()
                .map(operation -> operation.getOperationId())
                .filter(id -> contract.isOpen(id) == open)
                .forEach(id -> operations.put(id, _ -> Future.succeededFuture(new Answer.Done())));
        return operations;
    }
}
