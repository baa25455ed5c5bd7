package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Fence;
import com.openflyers.gateway.provision.Mandate;
import com.openflyers.gateway.provision.Quarantine;
import com.openflyers.gateway.provision.Quarantine.Outcome.Kept;
import com.openflyers.gateway.provision.Quarantine.Outcome.SetAside;
import com.openflyers.gateway.provision.Quarantine.Sort;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;

/// Sets databases aside that nobody is to use any more; with an [Impediment], so that the transaction is rolled back,
/// where something is against it.
final class Shelving {

    private final Fence fence;
    private final Quarantine quarantine;

    Shelving(Fence fence, Quarantine quarantine) {
        this.fence = fence;
        this.quarantine = quarantine;
    }

    /// One that nobody is connected to.
    Future<SetAside> shelve(SqlConnection tx, DatabaseName database, Sort sort) {
        return quarantine.setAside(tx, database, sort).compose(outcome -> switch (outcome) {
            case SetAside aside -> Future.succeededFuture(aside);
            case Kept(var because) -> Future.failedFuture(new Impediment(Text.same(because)));
        });
    }

    /// One that may be in use. From the first statement on, new sessions wait; those that are there are ended, and the
    /// rename fails if one stays.
    Future<SetAside> clear(SqlConnection tx, DatabaseName database, Sort sort) {
        return fence.refuseConnections(tx, database)
                .compose(_ -> fence.end(tx, database, new Mandate("true", Map.of())))
                .compose(_ -> shelve(tx, database, sort));
    }
}
