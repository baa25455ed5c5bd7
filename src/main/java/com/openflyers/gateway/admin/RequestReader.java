package com.openflyers.gateway.admin;

import com.openflyers.gateway.admin.InvalidRequest.Fault;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatableRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes a request apart for the validator, so that what is validated is what is used.
///
/// The library's own reader decodes a query twice and takes the text `2.0` for a number. It also lets unknown and
/// repeated parameters pass, and a misspelt `dryRun` would make a change that was only to be tried.
final class RequestReader {

    private static final Pattern JSON = Pattern.compile("application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?");

    private RequestReader() {}

    /// @throws HttpException when the body is of a type that is not read at all
    static Received read(RoutingContext context, Operation operation) {
        var query = context.queryParams();
        var faults = new ArrayList<>(unknown(query, operation));
        var values = new HashMap<Location, Map<String, RequestParameter>>();
        for (var parameter : operation.getParameters()) {
            var texts = texts(context, query, parameter);
            if (texts.size() > 1) {
                faults.add(new Fault(pointer(parameter), "is given more than once"));
            }
            if (!texts.isEmpty()) {
                values.computeIfAbsent(parameter.getIn(), _ -> new HashMap<>())
                        .put(parameter.getName(), value(parameter, texts.getFirst()));
            }
        }
        var body = operation.getRequestBody() == null ? null : body(context, faults);
        return new Received(values, body, faults);
    }

    /// How a fault names the parameter.
    static String pointer(Parameter parameter) {
        return parameter.getIn().toString() + "/" + parameter.getName();
    }

    /// The same for what is asked from within this process.
    ///
    /// @param texts of parameters by name, wherever they belong
    static Received of(Operation operation, Map<String, String> texts, @Nullable JsonObject body) {
        var values = new HashMap<Location, Map<String, RequestParameter>>();
        for (var parameter : operation.getParameters()) {
            var text = texts.get(parameter.getName());
            if (text != null) {
                values.computeIfAbsent(parameter.getIn(), _ -> new HashMap<>())
                        .put(parameter.getName(), value(parameter, text));
            }
        }
        var content = body == null ? null : body.toBuffer();
        return new Received(values, operation.getRequestBody() == null ? null : () -> content, List.of());
    }

    private static List<Fault> unknown(MultiMap query, Operation operation) {
        var known = operation.getParameters().stream()
                .filter(parameter -> parameter.getIn() == Location.QUERY)
                .map(Parameter::getName)
                .collect(Collectors.toSet());
        return query.names().stream()
                .filter(name -> !known.contains(name))
                .distinct()
                .map(name -> new Fault("query/" + name, "is not a parameter of this operation"))
                .toList();
    }

    private static List<String> texts(RoutingContext context, MultiMap query, Parameter parameter) {
        return switch (parameter.getIn()) {
            case PATH ->
                Stream.ofNullable(context.pathParam(parameter.getName())).toList();
            case QUERY -> query.getAll(parameter.getName());
            case HEADER -> context.request().headers().getAll(parameter.getName());
            case COOKIE -> List.of();
        };
    }

    /// The validator reads every value as JSON; a text is made one, so that it stays a text.
    private static RequestParameter value(Parameter parameter, String text) {
        var json = parameter.getSchemaType() == SchemaType.STRING ? Json.encode(text) : text;
        return () -> json;
    }

    private static RequestParameter body(RoutingContext context, List<Fault> faults) {
        var buffer = context.body().buffer();
        if (buffer == null || buffer.length() == 0) {
            return () -> null;
        }
        var types = context.request().headers().getAll(HttpHeaders.CONTENT_TYPE);
        if (types.size() != 1
                || !JSON.matcher(types.getFirst().toLowerCase(Locale.ROOT)).matches()) {
            throw new HttpException(415);
        }
        try {
            var _ = StrictJson.parse(buffer.getBytes());
        } catch (DecodeException e) {
            faults.add(new Fault("", "the body is not JSON, or names a member twice"));
        }
        return () -> buffer;
    }

    /// What the validator gets; the names of its methods are its own.
    ///
    /// @param faults that were found before it is asked
    record Received(
            Map<Location, Map<String, RequestParameter>> values,
            @Nullable RequestParameter body,
            List<Fault> faults) implements ValidatableRequest {

        /// What the parameter says; null for nothing.
        @Nullable
        RequestParameter value(Parameter parameter) {
            return values.getOrDefault(parameter.getIn(), Map.of()).get(parameter.getName());
        }

        @Override
        public Map<String, RequestParameter> getHeaders() {
            return values.getOrDefault(Location.HEADER, Map.of());
        }

        @Override
        public Map<String, RequestParameter> getCookies() {
            return Map.of();
        }

        @Override
        public Map<String, RequestParameter> getPathParameters() {
            return values.getOrDefault(Location.PATH, Map.of());
        }

        @Override
        public Map<String, RequestParameter> getQuery() {
            return values.getOrDefault(Location.QUERY, Map.of());
        }

        @Override
        public @Nullable RequestParameter getBody() {
            return body;
        }

        @Override
        public String getContentType() {
            return "application/json";
        }
    }
}
