/// What every HTTP surface of ours shares: our own error answers in every form a reader may want, and the header
/// fields that keep our pages safe.
///
/// [Cause] is the one list of what can go wrong, with status, code and words; [Problem] is one occurrence of it; and
/// [ErrorPages] makes of it a page, JSON or plain text, in French or English, without knowing which server sends it.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
