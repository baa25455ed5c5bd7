/// The sample version 2.0: pages in UTF-8 at addresses of their own, a JSON interface, an event stream and a WebSocket.
///
/// The database refuses what must not be: double bookings by an exclusion constraint, dangling references by keys.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.demo.v20;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
