/// What both sample versions share: the server, the way to a space's database, who asks, and how a page is written.
///
/// Handlers run on virtual threads, so their code reads from top to bottom and waits where it must.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.demo.web;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
