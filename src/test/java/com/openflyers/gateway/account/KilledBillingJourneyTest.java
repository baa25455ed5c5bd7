package com.openflyers.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.GatewayProcess;
import com.openflyers.gateway.testing.Journey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Nodes that are killed while they bill: each time while a transaction of theirs is about to write to a table, which
/// is kept from it until the node is dead.
@Journey
class KilledBillingJourneyTest {

    /// Of its own: what a killed node has claimed of others' work is late by its lease.
    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.start(Map.of());

    @AfterAll
    static void stop() {
        AREA.close();
    }

    @Test
    void a_node_that_is_killed_within_the_invoice_has_not_started_billing() {
        start("tue-prod", List.of("invoice_line"));
    }

    @Tag("long")
    @Test
    void whenever_its_node_is_killed_billing_has_started_whole_or_not_at_all() {
        start("tue-souvent", List.of("subscription", "invoice_counter", "space", "audit"));
    }

    @Test
    void a_renewal_whose_node_is_killed_within_the_invoice_is_completed_by_the_next_look() {
        renew(List.of("invoice_line"));
    }

    @Tag("long")
    @Test
    void whenever_its_node_is_killed_a_renewal_is_completed_by_the_next_look() {
        renew(List.of("subscription", "invoice_counter", "invoice"));
    }

    private static void start(String name, List<String> tables) {
        var club = AREA.club(name);
        AREA.confirmClub(name);
        try (var process = AREA.process("killed-starting")) {
            process.awaitReady();
            for (var table : tables) {
                killedAt(process, table, () -> startBeside(name, club.at(process.edgePort())));

                assertThat(AREA.sql("SELECT kind FROM space WHERE name = '" + name + "'"))
                        .as(table)
                        .isEqualTo("test");
                assertThat(count("subscription WHERE space = '" + name + "'")).isZero();
                assertThat(count("invoice WHERE cause LIKE 'subscription " + name + " %'"))
                        .isZero();
                process.restart();
            }

            start(name, club.at(process.edgePort()));
        }

        assertThat(AREA.sql("SELECT kind FROM space WHERE name = '" + name + "'"))
                .isEqualTo("production");
        assertWhole(name);
    }

    private static void renew(List<String> tables) {
        var lastYear = "extract(year FROM now() AT TIME ZONE 'Europe/Paris')::int - 1";
        try (var process = AREA.process("killed-renewing")) {
            process.awaitReady();
            for (var table : tables) {
                var name = "tue-" + table.replace('_', '-');
                AREA.oldClub(name);
                var _ = AREA.update(
                        "INSERT INTO billing_address SELECT club, 'Toulouse' FROM space WHERE name = '" + name + "'");
                process.process().kill();
                var _ = AREA.update(
                        "INSERT INTO subscription VALUES ('%s', 'operator', now(), %2$s) ON CONFLICT (space) DO UPDATE SET billed_year = %2$s"
                                .formatted(name, lastYear));
                killedAt(process, table, process::relaunch);
                process.restart();

                var invoices = "invoice WHERE cause LIKE 'subscription " + name + " %'";
                Futures.until("the renewal of " + name, () -> count(invoices) == 1);
                assertWhole(name);
            }
        }
    }

    /// One invoice with its line and its letters, and no number of any invoice left out.
    private static void assertWhole(String space) {
        var invoice = AREA.sql("SELECT number FROM invoice WHERE cause LIKE 'subscription " + space + " %'");
        assertThat(count("invoice WHERE cause LIKE 'subscription " + space + " %'"))
                .isEqualTo(1);
        assertThat(count("invoice_line WHERE invoice = '" + invoice + "'")).isEqualTo(1);
        assertThat(count("outbox WHERE attachment = '" + invoice + "'")).isEqualTo(2);
        assertThat(AREA.sql("""
                SELECT count(*)
                  FROM invoice_counter c
                 WHERE c.last <> (SELECT count(*) FROM invoice i WHERE i.number LIKE c.year || '-%')
                """)).isEqualTo("0");
    }

    private static void start(String name, ClientBrowser browser) {
        var page = browser.get("/spaces/" + name + "/production").html();
        var total = page.replaceFirst("(?s).*name=\"total\" value=\"([0-9]+)\".*", "$1");
        assertThat(browser.post(
                                "/spaces/" + name + "/production",
                                Map.of("address", "Toulouse", "terms", "yes", "total", total))
                        .path())
                .endsWith("?done=production");
    }

    /// Whose answer nobody waits for: it will not come.
    private static void startBeside(String name, ClientBrowser browser) {
        var _ = CompletableFuture.runAsync(() -> start(name, browser));
    }

    /// @param begin returns at once
    private static void killedAt(GatewayProcess process, String table, Runnable begin) {
        // Tables of other tests' registries may have the same number.
        var waiting = "pg_locks WHERE NOT granted AND relation = '" + table
                + "'::regclass AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        AREA.withLocked(table, () -> {
            begin.run();
            Futures.until("somebody waits for " + table, () -> count(waiting) > 0);
            process.process().kill();
        });
        Futures.until("whoever waited is gone", () -> count(waiting) == 0);
    }

    private static long count(String of) {
        return Long.parseLong(AREA.sql("SELECT count(*) FROM " + of), 10);
    }
}
