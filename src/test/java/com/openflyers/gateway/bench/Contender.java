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

    /// Where all contenders run and what they do.
    ///
    /// @param pinned   what a command begins with to stay on the core
    /// @param upstream port of the one upstream
    /// @param logs     whether each writes a line for every request
    record Terms(List<String> pinned, int upstream, boolean logs) {

        private String[] command() {
            return pinned.toArray(String[]::new);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    static Contender nginx(Terms terms) {
        var port = Ports.free();
        var http = """
                    upstream application {
                        server 127.0.0.1:%1$d;
                        keepalive 64;
                        keepalive_requests 1000000000;
                    }
                    server {
                        listen 127.0.0.1:%2$d backlog=4096;
                        keepalive_requests 1000000000;
                        client_max_body_size 0;
                        proxy_request_buffering off;
                        proxy_max_temp_file_size 0;
                        %3$s
                        location / {
                            proxy_pass http://application;
                            proxy_http_version 1.1;
                            proxy_set_header Connection "";
                            proxy_set_header Host $http_host;
                            proxy_set_header X-Forwarded-For $remote_addr;
                            proxy_set_header X-Forwarded-Proto $scheme;
                        }
                    }
                """.formatted(terms.upstream(), port, terms.logs() ? "access_log access.log combined;" : "");
        return new Contender(
                "nginx", ForeignProxy.nginx(http, port, terms.command()).process(), port);
    }

    /// It logs to syslog alone: over UDP, to nobody.
    static Contender haproxy(Terms terms) {
        var port = Ports.free();
        var configuration = """
                global
                    nbthread 1
                    maxconn 4000
                    %3$s
                defaults
                    mode http
                    option forwardfor
                    http-reuse always
                    timeout connect 3s
                    timeout client 75s
                    timeout server 60s
                    %4$s
                listen all
                    bind 127.0.0.1:%1$d
                    server application 127.0.0.1:%2$d
                """.formatted(
                        port,
                        terms.upstream(),
                        terms.logs() ? "log 127.0.0.1:9 local0" : "",
                        terms.logs() ? "option httplog\n    log global" : "");
        return new Contender(
                "HAProxy",
                ForeignProxy.haproxy(configuration, port, terms.command()).process(),
                port);
    }

    /// A real `serve`, with the one host that the load is sent to.
    static Contender gateway(Terms terms, String transport) {
        var yaml = """
                edge:
                  host: 127.0.0.1
                  transport: %s
                  fixed-hosts:
                    127.0.0.1: http://127.0.0.1:%d
                access-log:
                  enabled: %b
                  file: target/processes/access-%s.log
                """.formatted(transport, terms.upstream(), terms.logs(), transport);
        var gateway = GatewayProcess.launch(yaml, Map.of(), terms.pinned(), List.of("-Xms256m", "-Xmx256m"));
        gateway.awaitListening();
        return new Contender("gateway, " + transport, gateway.process(), gateway.edgePort());
    }
}
