package com.openflyers.gateway.provision;

import com.openflyers.gateway.provision.Tables.Table;
import java.util.List;
import java.util.Set;

/// Tables and columns whose changes are no writes of anybody's: `public.session`, `public.person.hash_password`.
record Neutral(Set<String> names) {

    Neutral(List<String> names) {
        this(Set.copyOf(names));
    }

    /// The tables without neutral ones, and those without neutral columns.
    List<Table> without(List<Table> tables) {
        return tables.stream()
                .filter(table -> !names.contains(table.qualified()))
                .map(this::without)
                .toList();
    }

    private Table without(Table table) {
        var columns = table.columns().stream()
                .filter(column -> !names.contains(table.qualified() + "." + column.name()))
                .toList();
        return new Table(table.schema(), table.name(), columns, table.key());
    }
}
