/// The PostgreSQL that holds all state: one pool, its transactions, and the schema.
///
/// Other packages own their statements; what they share is here. Nothing here gives up: an unreachable server is
/// asked again with growing pauses, for as long as the process lives.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.db;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
