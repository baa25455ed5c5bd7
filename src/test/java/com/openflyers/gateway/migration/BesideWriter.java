package com.openflyers.gateway.migration;

import com.openflyers.gateway.demo.ClubsUnderTest;
import com.openflyers.gateway.demo.DemoDatabases;
import com.openflyers.gateway.migration.Deed.Kind;
import com.openflyers.gateway.migration.Deed.Result;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// A job of the old version that no gateway holds: it writes into the club's database, and comes again when it
/// is cut off.
final class BesideWriter {

    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final String INSERT = """
            INSERT INTO booking (aircraft_num, member_num, start_date, end_date, comments)
            VALUES (6, 2, ?, ?, ?)
            """;

    private final ClubsUnderTest clubs;
    private final String database;

    BesideWriter(ClubsUnderTest clubs, String database) {
        this.clubs = clubs;
        this.database = database;
    }

    void write(AtomicBoolean stopping, Consumer<Deed> history) {
        var start = LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(100).atStartOfDay();
        for (var number = 0; !stopping.get(); number++) {
            var key = "booking-beside-" + number;
            var began = System.nanoTime();
            var result = insert(key, Timestamp.valueOf(start.plusHours(number)));
            history.accept(new Deed(
                    Kind.BOOK,
                    "beside",
                    key,
                    key,
                    result == Result.OK ? "1.3.1" : "",
                    result,
                    List.of(),
                    began,
                    System.nanoTime()));
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Result insert(String key, Timestamp start) {
        var options = clubs.databases.options(DemoDatabases.ROLE_131, database);
        var url = "jdbc:postgresql://%s:%d/%s".formatted(options.getHost(), options.getPort(), database);
        try (var connection = DriverManager.getConnection(url, options.getUser(), options.getPassword());
                var insert = connection.prepareStatement(INSERT)) {
            insert.setTimestamp(1, start);
            insert.setTimestamp(
                    2, new Timestamp(start.getTime() + Duration.ofHours(1).toMillis()));
            insert.setString(3, key);
            return insert.executeUpdate() == 1 ? Result.OK : Result.FAIL;
        } catch (SQLException e) {
            return Result.INFO;
        }
    }
}
