package com.openflyers.gateway.migration;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which state follows from which event: a row for each state that something leads out of.
final class StateTable {

    /// Out of a state: what leads where.
    record Ways(Map<Event, State> byEvent) {

        static Ways to(State next, Event... events) {
            var ways = new EnumMap<Event, State>(Event.class);
            Arrays.stream(events).forEach(event -> ways.put(event, next));
            return new Ways(ways);
        }

        Ways and(Ways others) {
            var ways = new EnumMap<>(byEvent);
            others.byEvent.forEach((event, next) -> putOnce(ways, event, next));
            return new Ways(ways);
        }
    }

    private final Map<State, Ways> rows;

    private StateTable(Map<State, Ways> rows) {
        this.rows = rows;
    }

    static StateTable empty() {
        return new StateTable(Map.of());
    }

    /// This and one more row.
    StateTable in(State state, Ways... ways) {
        return with(Map.of(state, List.of(ways).stream().reduce(Ways::and).orElseThrow()));
    }

    /// The rows of both.
    StateTable with(StateTable other) {
        return with(other.rows);
    }

    Optional<State> next(State state, Event event) {
        var ways = rows.get(state);
        return ways == null ? Optional.empty() : Optional.ofNullable(ways.byEvent.get(event));
    }

    private StateTable with(Map<State, Ways> others) {
        var all = new EnumMap<State, Ways>(State.class);
        all.putAll(rows);
        others.forEach((state, ways) -> putOnce(all, state, ways));
        return new StateTable(all);
    }

    private static <K, V> void putOnce(Map<K, V> map, K key, V value) {
        if (map.putIfAbsent(key, value) != null) {
            throw new IllegalStateException(key + " is there twice");
        }
    }
}
