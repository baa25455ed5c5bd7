package com.openflyers.gateway.pressure;

import com.openflyers.gateway.testing.Load;

/// What some clients or one application do to a gateway, so that the others must not notice.
enum Pressure {
    /// Answers larger than anything one could keep, read 64 KiB at a time.
    SLUGGISH_READERS("endless answers to 4 readers that take 64 KiB each 20 ms") {
        @Override
        Pressing begin(int port) {
            var crowd = Crowd.of(4, port).send(get(Hosts.FLOOD));
            return Pressing.repeat(20, () -> crowd.sip(64 * 1024), crowd);
        }
    },
    SLUGGISH_UPSTREAM("endless uploads by 4 clients to an application that takes 64 KiB each 20 ms") {
        @Override
        Pressing begin(int port) {
            var crowd = Crowd.of(4, port).send(post(Hosts.SLUGGISH));
            return Pressing.repeat(20, () -> crowd.push(64 * 1024), crowd);
        }
    },
    SLOW_HEADS("1 000 connections send their heads a byte each half second") {
        @Override
        Pressing begin(int port) {
            var crowd = Crowd.of(1_000, port).send("GET /");
            return Pressing.repeat(10, () -> crowd.drip(20, "GET /"), crowd);
        }
    },
    SLOW_BODIES("1 000 connections send their bodies a byte each half second") {
        @Override
        Pressing begin(int port) {
            var crowd = Crowd.of(1_000, port).send(post(Hosts.HUNG));
            return Pressing.repeat(10, () -> crowd.drip(20, post(Hosts.HUNG)), crowd);
        }
    },
    IDLE("10 000 connections idle") {
        @Override
        Pressing begin(int port) {
            var crowd = Crowd.of(10_000, port).ask(get(Hosts.CALM), "calm");
            return Pressing.of(crowd);
        }
    },
    HUNG_CLUB("one club's application hangs with 1 000 requests, 500 more a second are refused") {
        @Override
        Pressing begin(int port) {
            var crowd = Crowd.of(1_000, port).send(get(Hosts.HUNG));
            var members = Load.on(Hosts.HUNG, port, 5);
            return Pressing.of(() -> {
                crowd.close();
                var _ = members.stop();
            });
        }
    },
    LONG_STREAMS("1 000 WebSockets that echo a byte each second, and 1 000 event streams") {
        @Override
        Pressing begin(int port) {
            var sockets = Crowd.of(1_000, port).ask(upgrade(), "\r\n\r\n");
            var streams = Crowd.of(1_000, port).ask(get(Hosts.EVENTS), Hosts.EVENT + "\r\n");
            return Pressing.repeat(10, () -> sockets.drip(10, upgrade()), () -> {
                sockets.close();
                streams.close();
            });
        }
    };

    private final String says;

    Pressure(String says) {
        this.says = says;
    }

    /// Returns when it is at its height.
    abstract Pressing begin(int port);

    /// What it is, for a table.
    String says() {
        return says;
    }

    static String get(String host) {
        return "GET " + Hosts.PATH + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }

    static String upgrade() {
        return "GET " + Hosts.PATH + " HTTP/1.1\r\nHost: " + Hosts.WEBSOCKET
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    private static String post(String host) {
        return "POST " + Hosts.PATH + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + Long.MAX_VALUE
                + "\r\n\r\n";
    }
}
