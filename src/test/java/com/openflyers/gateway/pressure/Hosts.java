package com.openflyers.gateway.pressure;

import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.FakeUpstream.Connection;
import com.openflyers.gateway.testing.FakeUpstream.Script;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// The applications behind a pressed gateway, by host.
final class Hosts {

    /// Below it every host does what it is for; what asks for `/` is a health check.
    static final String PATH = "/pressed";

    /// Answers at once: where everybody goes who presses nothing.
    static final String CALM = "calm.localhost";
    /// Answers with bytes without end.
    static final String FLOOD = "flood.localhost";
    /// Reads what it is sent 64 KiB at a time, with pauses.
    static final String SLUGGISH = "sluggish.localhost";
    /// Reads whatever is sent, and never answers.
    static final String HUNG = "hung.localhost";
    /// Switches protocols, and sends back what it reads.
    static final String WEBSOCKET = "websocket.localhost";
    /// Begins an event stream, and sends an event each second.
    static final String EVENTS = "events.localhost";

    static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    static final String STREAM = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    static final String EVENT = "data: tick\n\n";

    private static final int SECOND = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final byte[] BLOCK = new byte[64 * 1024];

    private Hosts() {}

    static Map<String, FakeUpstream> all() {
        var hosts = new LinkedHashMap<String, FakeUpstream>();
        hosts.put(CALM, FakeUpstream.answering("calm"));
        hosts.put(FLOOD, afterHead(Hosts::flood));
        hosts.put(SLUGGISH, afterHead(Hosts::sip));
        hosts.put(HUNG, afterHead(Hosts::readOn));
        hosts.put(WEBSOCKET, afterHead(Hosts::webSocket));
        hosts.put(EVENTS, afterHead(Hosts::events));
        return hosts;
    }

    /// Well whenever it is asked how it is.
    static FakeUpstream afterHead(Script script) {
        return FakeUpstream.speaking(connection -> {
            if (connection.peer().readHead().startsWith("GET / ")) {
                connection.answer(FakeUpstream.ok("healthy"));
            } else {
                script.speak(connection);
            }
        });
    }

    private static void flood(Connection connection) throws IOException {
        connection.answer("HTTP/1.1 200 OK\r\nContent-Length: " + Long.MAX_VALUE + "\r\n\r\n");
        while (true) {
            connection.peer().send(BLOCK);
        }
    }

    private static void sip(Connection connection) throws IOException {
        while (!connection.peer().read(BLOCK.length).isEmpty()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static void readOn(Connection connection) throws IOException {
        var socket = connection.peer().socket();
        socket.setSoTimeout(0);
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static void webSocket(Connection connection) throws IOException {
        var socket = connection.peer().socket();
        connection.answer(SWITCH);
        socket.setSoTimeout(0);
        socket.getInputStream().transferTo(socket.getOutputStream());
    }

    private static void events(Connection connection) throws IOException {
        var socket = connection.peer().socket();
        connection.answer(STREAM);
        socket.setSoTimeout(SECOND);
        while (true) {
            connection.answer(EVENT);
            try {
                if (socket.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException e) {
                // The client is still there: the next event.
            }
        }
    }
}
