/// Knows which upstreams of a version live, and picks one for a request.
///
/// Two sources of knowledge: each upstream is asked regularly ([Probe]), and each request tells how it went
/// ([Server#end]). [Health] joins them into one word per server, so that a pick costs a few plain reads. Nothing here
/// carries a request: the proxy picks, connects and reports.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.upstream;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
