package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Ending.Stored;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What is in a club's 2.0 database of what members booked in a test.
final class StoredBookings {

    private static final String STORED = """
            SELECT b.comment, coalesce(a.callsign || ' ' || to_char(b.start_at AT TIME ZONE 'Europe/Paris', 'HH24:MI'),
                                       b.comment) AS slot, b.comment LIKE '%beside%' AS beside
              FROM booking AS b
              LEFT JOIN aircraft AS a ON a.id = b.aircraft_id
             WHERE b.comment LIKE 'booking-%'
            """;

    private StoredBookings() {}

    static List<Stored> of(MigrationWorld world, String space) {
        try (var connection = world.clubs().connect(world.database(space, "2.0"));
                var rows = connection.createStatement().executeQuery(STORED)) {
            var stored = new ArrayList<Stored>();
            while (rows.next()) {
                var key = rows.getString("comment");
                stored.add(new Stored(key, rows.getBoolean("beside") ? key : rows.getString("slot")));
            }
            return stored;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
