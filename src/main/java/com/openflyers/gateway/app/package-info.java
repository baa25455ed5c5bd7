/// The command line and the composition root: builds everything by constructor, starts it, and stops it in order.
///
/// The one place that knows all parts; no part knows this one.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
