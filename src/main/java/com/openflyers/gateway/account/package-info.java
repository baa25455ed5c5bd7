/// Sign-up, login, password reset, sessions and the client record: the client area and its machinery.
///
/// The identifier of an account is public (it is the sub-domain of its space), so passwords, links and limits carry all
/// the security. [ClientAreaVerticle] is a server of its own on a loopback port, to which the edge leads like to any
/// upstream; other features add their [ClientPages]. Pages are values ([View]); what waits for PostgreSQL is in the
/// `…Workflow` classes, on virtual threads; what hashes is on worker threads.
///
/// A sign-up is a row until its link is followed, then an account whose space [BirthWorkflow] makes, whichever process
/// is alive to do so.
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.account;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
