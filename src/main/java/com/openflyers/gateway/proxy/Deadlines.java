package com.openflyers.gateway.proxy;

import com.openflyers.gateway.config.Settings;
import java.time.Duration;

/// How long the edge waits for what, before it ends a request or a connection.
///
/// @param head          from the first byte of a request head to its last; then 408
/// @param bodyIdle      between two parts of a request's body; then 408
/// @param connect       for a connection to an upstream; then 502, or 504 when nothing refused
/// @param responseHead  from the end of the request to the head of the answer; then 504
/// @param responseIdle  between two parts of an answer's body; then the client's connection is reset. Not for
///                      WebSockets and event streams
/// @param hold          at the gate of a space that is held, if that does not end earlier; then 503
/// @param keepAliveIdle between two requests of a client; longer than the 60 s of usual load balancers, so that the
///                      one who closes first is not us
/// @param linger        how long we read on after an answer that a client has not read yet
public record Deadlines(
        Duration head,
        Duration bodyIdle,
        Duration connect,
        Duration responseHead,
        Duration responseIdle,
        Duration hold,
        Duration keepAliveIdle,
        Duration linger) {

    public static Deadlines from(Settings settings) {
        return new Deadlines(
                settings.duration("edge.deadlines.head", Duration.ofSeconds(10)),
                settings.duration("edge.deadlines.body-idle", Duration.ofSeconds(60)),
                settings.duration("edge.deadlines.connect", Duration.ofSeconds(3)),
                settings.duration("edge.deadlines.response-head", Duration.ofSeconds(60)),
                settings.duration("edge.deadlines.response-idle", Duration.ofSeconds(60)),
                settings.duration("edge.deadlines.hold", Duration.ofSeconds(30)),
                settings.duration("edge.deadlines.keep-alive-idle", Duration.ofSeconds(75)),
                settings.duration("edge.deadlines.linger", Duration.ofSeconds(2)));
    }
}
