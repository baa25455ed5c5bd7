/// The stored truth about versions, spaces and pointers, its feed to the routes, and the saved table.
///
/// Two halves. [Versions], [Spaces], [Pointers] and [Audit] change and read PostgreSQL; every change that a route
/// depends on passes through one row, `feed`, whose lock makes the order of commits the order of revisions.
/// [FollowerVerticle] is the other half, one on each node: it reads what changed, applies it to the route table in
/// that order, and writes it to the saved table, from which a node serves and starts while PostgreSQL is away.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.registry;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
