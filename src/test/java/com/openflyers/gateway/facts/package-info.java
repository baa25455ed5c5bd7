/// Five facts that hold for any bytes whatever a client sends and an upstream answers, checked over real sockets:
///
/// 1. what the upstream receives is, to a strict reader, exactly the requests that the gateway logged;
/// 2. nothing inside a body ever reaches the upstream as a request line;
/// 3. after a framing fault the connection closes and nothing that follows is served;
/// 4. the answers to a client are no more than the requests logged, in their order;
/// 5. the next client on a pooled connection gets its own answer.
///
/// [Cases] makes clients and upstreams out of [Samples], [Stage] lets them act around a live edge, and [Judge]
/// compares what each side saw, reading it with [Strict], which shares no code with the gateway. A case that broke a
/// fact is kept in `finds.txt` and played again by [FindsSocketTest].
///
/// The same samples go to HAProxy and nginx as well ([DifferencesSocketTest]): where they forward otherwise than we do,
/// `differences.txt` says why.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.facts;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
