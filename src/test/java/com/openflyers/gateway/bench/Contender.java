package com.openflyers.gateway.bench;

import com.openflyers.gateway.testing.ChildProcess;
import com.openflyers.gateway.testing.ForeignProxy;
import com.openflyers.gateway.testing.GatewayProcess;
import com.openflyers.gateway.testing.Ports;
import java.util.List;
import java.util.Map;

/// One proxy in the comparison, running on the core that they all share.
///
/// @param name in the table
/// @param port where it takes requests
record Contender(String name, ChildProcess process, int port) {

    static Contender nginx(String[] pinned, int upstream) {
        var port = Ports.free();
        var http = """
                    upstream application {
                        server 127.0.0.1:%d;
                        keepalive 64;
                        keepalive_requests 1000000000;
                    }
                    server {
                        listen 127.0.0.1:%d;
                        keepalive_requests 1000000000;
                        location / {
                            proxy_pass http://application;
                            proxy_http_version 1.1;
                            proxy_set_header Connection "";
                            proxy_set_header Host $http_host;
                            proxy_set_header X-Forwarded-For $remote_addr;
                            proxy_set_header X-Forwarded-Proto $scheme;
                        }
                    }
                """.formatted(upstream, port);
        return new Contender("nginx", ForeignProxy.nginx(http, port, pinned).process(), port);
    }

    static Contender haproxy(String[] pinned, int upstream) {
        var port = Ports.free();
        var configuration = """
                global
                    nbthread 1
                defaults
                    mode http
                    option forwardfor
                    http-reuse always
                    timeout connect 3s
                    timeout client 75s
                    timeout server 60s
                listen all
                    bind 127.0.0.1:%d
                    server application 127.0.0.1:%d
                """.formatted(port, upstream);
        return new Contender(
                "HAProxy", ForeignProxy.haproxy(configuration, port, pinned).process(), port);
    }

    /// A real `serve`, with the one host that the load is sent to.
    static Contender gateway(String[] pinned, int upstream, String transport) {
        var yaml = """
                edge:
                  host: 127.0.0.1
                  transport: %s
                  fixed-hosts:
                    127.0.0.1: http://127.0.0.1:%d
                access-log:
                  enabled: false
                """.formatted(transport, upstream);
        var gateway = GatewayProcess.launch(yaml, Map.of(), List.of(pinned), List.of("-Xms256m", "-Xmx256m"));
        gateway.awaitListening();
        return new Contender("gateway, " + transport, gateway.process(), gateway.edgePort());
    }
}
