/// Finds, for a host, the space it belongs to, the version that serves it and that version's upstreams.
///
/// Pure values and one table. [RouteTable] is written by whoever follows the registry and read by the edge for
/// every request: one hash lookup, no allocation, any number of spaces. Nothing here knows HTTP, SQL or threads
/// beyond what a `volatile` field says.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.route;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
