package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.provision.BirthWorkflow.Changes;
import com.openflyers.gateway.provision.Sums;
import java.util.List;
import java.util.Map;

/// What has been written on the new version since the switch: what going back gives up.
public record Written(List<Table> tables) {

    /// Of each row its key, such as `42`.
    public record Table(Text what, List<String> inserted, List<String> changed, List<String> deleted) {

        long rows() {
            return (long) inserted.size() + changed.size() + deleted.size();
        }
    }

    public Written {
        tables = List.copyOf(tables);
    }

    static Written of(Map<String, Changes> changes) {
        return new Written(changes.entrySet().stream()
                .map(table -> new Table(
                        named(table.getKey()),
                        keys(table.getValue().inserted()),
                        keys(table.getValue().changed()),
                        keys(table.getValue().deleted())))
                .toList());
    }

    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    /// Of exactly this list: another one has another mark.
    public String mark() {
        return Sums.sha256(tables.toString());
    }

    private static List<String> keys(List<String> json) {
        return json.stream().map(key -> key.replaceAll("[\\[\\]\"]", "")).toList();
    }

    private static Text named(String table) {
        return switch (table) {
            case "public.booking" -> new Text("Réservations", "Bookings");
            case "public.person" -> new Text("Personnes", "People");
            case "public.aircraft" -> new Text("Avions", "Aircraft");
            case "public.flight" -> new Text("Vols", "Flights");
            case "public.account" -> new Text("Comptes pilotes", "Pilot accounts");
            case "public.parameter" -> new Text("Réglages", "Settings");
            default -> Text.same(table.replaceFirst("^public\\.", ""));
        };
    }
}
