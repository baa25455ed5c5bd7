/// The sample version 1.3.1: it behaves like the real one where a gateway notices it.
///
/// Everything goes by POST to `index.php`, told apart by the fields `menu` and `sub_menu`; pages are ISO-8859-1 with
/// relative links and refresh themselves; a session belongs to an address, a club and a Host; four bad passwords from
/// one address shut that address out.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.demo.v131;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
