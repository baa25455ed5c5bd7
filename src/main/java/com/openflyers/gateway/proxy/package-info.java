/// Turns one client request into one upstream request and streams both bodies.
///
/// The only package that knows Netty. A client's connection carries a strict [RequestDecoder] and a
/// [ClientConnection]; each of its requests is one [Exchange], which asks the route table where to go, the gate
/// whether now, and a pool of this event loop for an [UpstreamConnection]. Everything of a request happens on one
/// event loop, so nothing here locks. Every way out of an exchange passes through its `finish`.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.proxy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
