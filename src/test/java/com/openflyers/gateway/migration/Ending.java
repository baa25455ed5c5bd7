package com.openflyers.gateway.migration;

import java.util.List;

/// How a migration left a club.
///
/// @param versions  in the order in which they served, the last one serving now
/// @param stored    the bookings in the database of the version that serves
/// @param chain     whether the evidence is whole and leads to the state of the row
/// @param untouched whether the fenced original is, to the last row, as it was at the switch
record Ending(List<String> versions, List<Stored> stored, boolean chain, boolean untouched) {

    record Stored(String key, String slot) {}

    Ending {
        versions = List.copyOf(versions);
        stored = List.copyOf(stored);
    }
}
