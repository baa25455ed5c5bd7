/// What the parts report about themselves, and where it is collected: metrics, the access log, readiness.
///
/// Reporting from an event loop costs tens of nanoseconds and never waits: counters are cached objects that the
/// caller keeps, and the access log takes a record over a bounded queue, or counts that it could not. Encoding, files
/// and scraping happen on other threads.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.observe;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
