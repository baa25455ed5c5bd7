/// The nodes of the gateway, and "all of them have applied revision r" as a fact.
///
/// Each node has one row, which it renews every second and after each revision it applied. A node that was not heard
/// for a while is not live: a flip does not wait for it, and the list shows it until an operator takes it off.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.fleet;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
