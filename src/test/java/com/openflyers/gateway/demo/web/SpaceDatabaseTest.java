package com.openflyers.gateway.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.demo.Club;
import com.openflyers.gateway.demo.ClubsUnderTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What a version does while a space's database is away: it waits a moment, says so, and never gives it up.
class SpaceDatabaseTest {

    private static final String DATABASE = "vanishing_131";

    private final ClubsUnderTest clubs = ClubsUnderTest.shared();

    @Test
    void a_request_waits_for_a_database_that_comes_back_and_is_refused_by_one_that_does_not() throws Exception {
        clubs.databases.create131(DATABASE, Club.MERMOZ, LocalDate.EPOCH);
        var before = ask().join();

        fence();
        var late = ask().join();
        var patient = ask();
        unfence();
        var served = patient.join();
        var after = ask().join();

        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.headers().firstValue("Retry-After")).isPresent();
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(after.statusCode()).isEqualTo(200);
    }

    private CompletableFuture<HttpResponse<Void>> ask() {
        var request = HttpRequest.newBuilder(URI.create(clubs.server("1.3.1").url() + "/index.php"))
                .header("X-OpenFlyers-Database", DATABASE)
                .header("X-Forwarded-For", ClubsUnderTest.newAddress());
        return clubs.http.sendAsync(request.build(), BodyHandlers.discarding());
    }

    /// As a migration does it: no new sessions, none left, another name.
    private void fence() throws SQLException {
        execute("ALTER DATABASE vanishing_131 ALLOW_CONNECTIONS false");
        execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'vanishing_131'");
        execute("ALTER DATABASE vanishing_131 RENAME TO vanishing_131__f1");
    }

    private void unfence() throws SQLException {
        execute("ALTER DATABASE vanishing_131__f1 RENAME TO vanishing_131");
        execute("ALTER DATABASE vanishing_131 ALLOW_CONNECTIONS true");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = clubs.connectAsSuperuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
