/// Creates, copies, fences, archives and drops a space's database.
///
/// All databases lie in the registry's cluster, so what a catalogue change and a row of the registry must do
/// together is one transaction: [Fence], [Quarantine] and [Catalogue] work in the caller's, over the registry's
/// pool. What needs a session in another database, or longer than a statement of the pool may take, is a
/// `…Workflow`: it blocks, opens connections of its own, and must be called on virtual threads.
///
/// The gateway's role owns every database here. It needs `CREATEDB` and `pg_signal_backend`, and
/// `pg_read_all_stats` to see how old other roles' transactions are; it is no superuser. Nothing here knows of
/// migrations: who may act is said by the caller, as a [Mandate] or a [Guard].
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.provision;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
