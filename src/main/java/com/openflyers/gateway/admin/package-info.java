/// What operators and load balancers reach: the API, its contract, the console, health and metrics.
///
/// One listener of its own, never a path on the edge. Every change is made by the feature it belongs to
/// (`registry`, `fleet`); this package turns requests into its calls and its outcomes into answers, and is the only
/// one that knows what an operator may do.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.admin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
