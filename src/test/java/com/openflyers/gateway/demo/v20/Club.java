package com.openflyers.gateway.demo.v20;

import com.openflyers.gateway.demo.web.SpaceDatabase;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;

/// What the table `parameter` says of the club.
record Club(String name, String information, String icao, int firstHour, int lastHour, int slotMinutes, ZoneId zone) {

    private static final String LOAD = "SELECT code, value FROM parameter";

    static Club load(SpaceDatabase space) {
        Map<String, String> values = space.rows(LOAD).stream()
                .collect(Collectors.toMap(row -> row.getString("code"), row -> row.getString("value")));
        return new Club(
                values.getOrDefault("club_name", ""),
                values.getOrDefault("club_info", ""),
                values.getOrDefault("icao", ""),
                Integer.parseInt(values.getOrDefault("first_hour", "8")),
                Integer.parseInt(values.getOrDefault("last_hour", "20")),
                Integer.parseInt(values.getOrDefault("slot_minutes", "30")),
                ZoneId.of(values.getOrDefault("time_zone", "Europe/Paris")));
    }
}
