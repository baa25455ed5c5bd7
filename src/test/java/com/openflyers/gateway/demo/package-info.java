/// The demo: four clubs with real databases, both sample versions, a mailbox, and one gateway in front.
///
/// It is the fixture of the end-to-end tests, kept running. Nothing of it is in the shipped jar.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.demo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
