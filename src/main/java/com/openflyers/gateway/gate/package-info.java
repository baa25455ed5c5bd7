/// Decides whether a request may go to its space's upstream *now*, and counts those that went.
///
/// A migration needs an instant in which no request of a space is running and none can start. [Gate] admits a
/// request and counts it in one atomic step, so that "closed and empty" is a fact and not a guess. Requests that come
/// meanwhile draw [Tickets] and go on in their order; where they wait is no business of the gate. It knows nothing of
/// HTTP, of databases, or of why somebody wants the space to be still.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.gate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
