/// Sends mail that was stored in the same transaction as its cause.
///
/// A feature writes a [Letter] with a [Draft], in words of its own, and puts it into the [Outbox] in the
/// transaction that makes it true: neither is there without the other. The [MailVerticle] of any node sends it
/// after the commit, and goes on trying while the mail server is away. A mail may arrive twice when a node dies
/// between sending it and noting so; then both have the same Message-ID. What cannot be delivered stays, dead,
/// for an operator to see.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.mail;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
