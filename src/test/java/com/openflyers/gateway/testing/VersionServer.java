package com.openflyers.gateway.testing;

/// An upstream that answers every request with its version and the revision that the gateway routed by.
public final class VersionServer {

    private VersionServer() {}

    public static FakeUpstream of(String version) {
        return FakeUpstream.speaking(connection -> {
            while (true) {
                var revision = connection.peer().readMessage().field("X-Route-Revision");
                connection.answer("HTTP/1.1 200 OK\r\nX-App-Version: " + version + "\r\nX-Revision: "
                        + (revision.isEmpty() ? "0" : revision) + "\r\nContent-Length: 2\r\n\r\nok");
            }
        });
    }
}
