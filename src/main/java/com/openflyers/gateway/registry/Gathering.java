package com.openflyers.gateway.registry;

import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collector;

/// The rows of one answer, each read as it arrives, so that a hundred thousand need not be kept first.
///
/// A row has a `name`, and says whether that is `present`: one that is not was closed or removed. What cannot be read
/// is put aside with its reason and stops nothing.
final class Gathering<T> {

    final Set<String> names = new HashSet<>();
    final List<T> found = new ArrayList<>();
    final Map<String, String> unreadable = new HashMap<>();
    private final Function<Row, T> reader;

    private Gathering(Function<Row, T> reader) {
        this.reader = reader;
    }

    static <T> Collector<Row, Gathering<T>, Gathering<T>> by(Function<Row, T> reader) {
        return Collector.of(() -> new Gathering<>(reader), Gathering::add, Gathering::join);
    }

    private void add(Row row) {
        var name = row.getString("name");
        names.add(name);
        if (Boolean.TRUE.equals(row.getBoolean("present"))) {
            try {
                found.add(reader.apply(row));
            } catch (RuntimeException e) {
                unreadable.put(name, String.valueOf(e.getMessage()));
            }
        }
    }

    private Gathering<T> join(Gathering<T> other) {
        names.addAll(other.names);
        found.addAll(other.found);
        unreadable.putAll(other.unreadable);
        return this;
    }
}
