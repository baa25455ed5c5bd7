package com.openflyers.gateway.demo;

import io.vertx.pgclient.PgConnectOptions;
import java.util.HashMap;
import java.util.Map;

/// What the demo's gateway is told: its file, and the secrets of its environment.
///
/// @param registry   its database
/// @param smtpPort   the mailbox's
/// @param mailboxUrl where `mail.localhost` leads
/// @param jwtKey     that signs operators' tokens
record GatewayConfiguration(
        DemoSettings demo,
        DemoDirectory directory,
        PgConnectOptions registry,
        int smtpPort,
        String mailboxUrl,
        String jwtKey) {

    String yaml() {
        return """
                edge:
                  port: %d
                  fixed-hosts:
                    mail.localhost: %s
                operations:
                  port: %d
                spaces:
                  domain: localhost
                database:
                  host: %s
                  port: %d
                  name: %s
                  user: %s
                mail:
                  host: 127.0.0.1
                  port: %d
                  tls: none
                  link-base: http://client.localhost:%d
                client-area:
                  host: client.localhost
                  shop-window: www.localhost
                registry:
                  saved-table: %s
                shutdown:
                  lame-duck: 0s
                  drain: 3s
                access-log:
                  file: %s
                """.formatted(
                        demo.edgePort(),
                        mailboxUrl,
                        demo.operationsPort(),
                        registry.getHost(),
                        registry.getPort(),
                        registry.getDatabase(),
                        registry.getUser(),
                        smtpPort,
                        demo.edgePort(),
                        directory.state(),
                        directory.accessLog());
    }

    /// The caller's own `GATEWAY_…` settings win over the file, as anywhere; the ports are those found free.
    Map<String, String> environment() {
        var environment = new HashMap<>(demo.forTheGateway());
        environment.put("GATEWAY_EDGE_PORT", Integer.toString(demo.edgePort()));
        environment.put("GATEWAY_OPERATIONS_PORT", Integer.toString(demo.operationsPort()));
        environment.put("GATEWAY_DATABASE_PASSWORD", registry.getPassword());
        environment.put(OperatorToken.KEY_VARIABLE, jwtKey);
        return environment;
    }
}
