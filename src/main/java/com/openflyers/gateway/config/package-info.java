/// Reads the configuration file and the environment, and reports all bad keys at once.
///
/// An operator who mends one key, restarts and is told of the next has been failed twice. So a reader of
/// [Settings] never throws at the first bad value: it notes a [Fault], goes on with the default, and
/// [Settings#requireSound] says everything together, with key, value, source and rule. A key that nobody asked for
/// is a fault too, since it is a misspelling that would be silently without effect.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
