package com.openflyers.gateway.db;

import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What a query has found, as the collections of Java.
public final class Rows {

    private Rows() {}

    public static <T> Stream<T> stream(RowSet<T> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    public static <T> List<T> list(RowSet<T> rows) {
        return stream(rows).toList();
    }

    public static <T> Optional<T> first(RowSet<T> rows) {
        return stream(rows).findFirst();
    }
}
