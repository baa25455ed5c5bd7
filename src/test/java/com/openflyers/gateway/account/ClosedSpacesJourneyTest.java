package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.Journey;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What becomes of the databases of spaces that have been closed for long.
@Journey
class ClosedSpacesJourneyTest {

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    @Test
    void after_thirty_days_they_are_archived_and_set_aside_and_never_while_a_migration_is_not_over() {
        close("desaffecte");
        close("recent");
        close("enroute");
        closedSince("desaffecte", 31);
        closedSince("recent", 29);
        closedSince("enroute", 31);
        var _ = AREA.update(
                "INSERT INTO migration (space, club, from_version, to_version, engine, state, purpose, attempt,"
                        + " source, reference, requested_by, due_at) SELECT name, club, '2.0', '1.3.1', 'manual', 'NEEDS_HUMAN',"
                        + " 'cutover', 1, 'mail', '', 'anne', now() FROM space WHERE name = 'enroute'");

        // Whoever starts looks at once.
        try (var _ = AREA.another("clears")) {
            Futures.until(
                    "the old one is set aside",
                    () -> !AREA.sql(
                                    "SELECT count(*) FROM quarantine WHERE former_name = 'desaffecte_20' AND sort = 'closed_space'")
                            .equals("0"));
        }

        assertThat(AREA.sql("SELECT count(*) FROM archive WHERE database = 'desaffecte_20'"))
                .isEqualTo("1");
        assertThat(AREA.sql("SELECT role FROM space_database WHERE space = 'desaffecte'"))
                .isEqualTo("quarantined");
        assertThat(
                        AREA.sql(
                                "SELECT count(*) FROM pg_database WHERE datname IN ('desaffecte_20', 'recent_20', 'enroute_20')"))
                .isEqualTo("2");
        var _ = AREA.update("DELETE FROM migration WHERE space = 'enroute'");
    }

    private static void close(String name) {
        var browser = AREA.club(name);
        var _ = browser.get("/record/closing");
        var closed = browser.post("/record/closing", Map.of("name", name, "addressPassword", PASSWORD));
        assertThat(closed.status()).isEqualTo(200);
    }

    private static void closedSince(String name, int days) {
        assertThat(AREA.update("UPDATE space SET closed_at = now() - interval '" + days + " days' WHERE name = '" + name
                        + "' AND closed_at IS NOT NULL"))
                .isEqualTo(1);
    }
}
