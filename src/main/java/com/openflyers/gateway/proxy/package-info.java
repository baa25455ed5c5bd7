/// Turns one client request into one upstream request and streams both bodies.
///
/// The only package that knows Netty. Everything of a request happens on one event loop ([EdgeLoop]), so nothing here
/// locks. Its way through the files:
///
/// 1. **Head checked.** [RequestDecoder] finds its end ([HeadScan]), reads it to the letter ([HeadParser]) and hands
///    it to the [ClientConnection], whose [Reception] applies the rules that concern what it means ([RequestHead]).
///    Whatever is wrong travels as a [Refusal]; what we say ourselves passes through [Replies].
/// 2. **Space found.** [Reception] looks the host up in the route table and keeps it for the next request.
/// 3. **Gate asked.** Admitted, it becomes an [Exchange] with a [Pass]; held, a [HeldRequest] in a [HoldQueue], and an
///    exchange later; only then is it read which version serves it. How far it has come, its [ExchangeState] says.
/// 4. **Upstream picked.** [Attempts] chooses a server and takes a connection to it from [UpstreamPools], or has
///    [UpstreamConnector] make one: an [UpstreamConnection] behind a [ResponseDecoder].
/// 5. **Bytes moved.** [Upload] sends the head ([RequestWriter], [FieldRules], [Peer], [SpaceFields]) and the body;
///    [Download] brings back an [Answer] ([ResponseWriter], [ResponseBody]) or opens a [Tunnel]. Neither reads faster
///    than the other side is written.
/// 6. **End.** Every way out of an exchange passes through its `finish`, which closes the pass, writes the
///    [facts][RequestFacts] down and lets the connection go on to its next request. A bug ends there as well ([Bugs]).
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.proxy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
