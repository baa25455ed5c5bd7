/// Starts subscriptions, makes invoices, takes down payments, and follows set-up packages.
///
/// A space is in production because its club has started billing: [Subscriptions] changes the space, writes the
/// subscription, the invoice and the letter in one transaction, or none of it. A subscription covers calendar years;
/// what begins within one is charged by the day ([ProRata]). Numbers of [Invoices] have no gaps, and no line of one
/// ever changes: what was too much is given back by another, a credit note.
///
/// Amounts are integer cents without VAT unless they are called totals. Nothing here ever takes service away from a
/// club that has not paid: it is reminded, by people in the end.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.billing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
