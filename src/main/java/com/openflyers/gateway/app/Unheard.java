package com.openflyers.gateway.app;

import com.openflyers.gateway.migration.Change;
import com.openflyers.gateway.migration.Migration;
import com.openflyers.gateway.migration.Notices;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

final class Unheard implements Notices {

    @Override
    public Future<Void> requested(SqlConnection tx, Migration migration) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> tell(SqlConnection tx, Migration migration, Change change) {
        return Future.succeededFuture();
    }
}
