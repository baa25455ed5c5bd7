package com.openflyers.gateway.billing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.Map;

/// Gives what is kept of one club to another. Whoever merges holds the spaces and both clubs, and so nobody starts
/// billing, orders or accepts meanwhile.
final class MergerRepository {

    private static final String INVOICES = """
            UPDATE invoice
               SET club = #{into}
             WHERE club = #{from}
            """;

    private static final String WAITING = """
            UPDATE waiting_invoice
               SET club = #{into}
             WHERE club = #{from}
            """;

    /// What was ordered twice is wanted once. What was accepted has its invoice and stays: two of those both do.
    private static final String ORDERED_TWICE = """
            UPDATE set_up_package p
               SET state = 'declined', changed_at = clock_timestamp()
             WHERE p.state IN ('ordered', 'quoted')
                   AND ((p.club = #{from}
                            AND EXISTS (SELECT
                                          FROM set_up_package other
                                         WHERE other.club = #{into} AND other.state IN ('ordered', 'quoted', 'accepted')))
                       OR (p.club = #{into}
                            AND EXISTS (SELECT
                                          FROM set_up_package other
                                         WHERE other.club = #{from} AND other.state = 'accepted')))
            """;

    private static final String PACKAGES = """
            UPDATE set_up_package
               SET club = #{into}
             WHERE club = #{from}
            """;

    private static final String ADDRESS = """
            INSERT INTO billing_address (club, address)
            SELECT #{into}, address
              FROM billing_address
             WHERE club = #{from}
                ON CONFLICT (club) DO NOTHING
            """;

    Future<Void> pass(SqlConnection tx, long from, long into) {
        var clubs = Map.<String, Object>of("from", from, "into", into);
        return SqlTemplate.forUpdate(tx, INVOICES)
                .execute(clubs)
                .compose(_ -> SqlTemplate.forUpdate(tx, WAITING).execute(clubs))
                .compose(_ -> SqlTemplate.forUpdate(tx, ORDERED_TWICE).execute(clubs))
                .compose(_ -> SqlTemplate.forUpdate(tx, PACKAGES).execute(clubs))
                .compose(_ -> SqlTemplate.forUpdate(tx, ADDRESS).execute(clubs))
                .mapEmpty();
    }
}
