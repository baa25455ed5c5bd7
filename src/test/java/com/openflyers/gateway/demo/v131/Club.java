package com.openflyers.gateway.demo.v131;

import com.openflyers.gateway.demo.web.SpaceDatabase;
import io.vertx.sqlclient.Row;
import java.time.ZoneId;

/// The one row of `clubs`.
record Club(String name, String information, String icao, int firstHour, int lastHour, int slotMinutes, ZoneId zone) {

    private static final String LOAD = """
            SELECT name, info_cell, icao, first_hour_displayed, last_hour_displayed, min_slot_range, default_timezone
              FROM clubs
            """;

    static Club load(SpaceDatabase space) {
        return space.row(LOAD).map(Club::from).orElseThrow();
    }

    private static Club from(Row row) {
        return new Club(
                Entities.decode(row.getString("name")),
                Entities.decode(row.getString("info_cell")),
                row.getString("icao"),
                row.getInteger("first_hour_displayed"),
                row.getInteger("last_hour_displayed"),
                row.getInteger("min_slot_range"),
                ZoneId.of(row.getString("default_timezone")));
    }
}
