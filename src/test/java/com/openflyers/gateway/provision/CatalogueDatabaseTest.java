package com.openflyers.gateway.provision;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CatalogueDatabaseTest {

    private final ClusterUnderTest cluster = ClusterUnderTest.shared();
    private final CatalogueRepository catalogue = new CatalogueRepository();
    private final DatabaseName database = cluster.bookings("catalogue");

    @Test
    void a_database_is_found_with_its_owner_and_whether_it_lets_anybody_in() {
        cluster.transaction(tx -> new Fence().refuseConnections(tx, database));

        assertThat(result(catalogue.find(cluster.database().pool(), database)))
                .contains(new DatabaseFacts(database, "gateway", false, ""));
        assertThat(result(catalogue.find(cluster.database().pool(), database.fenced(1))))
                .isEmpty();
    }

    @Test
    void databases_are_listed_by_the_beginning_of_their_names() {
        cluster.execute(cluster.settings.name(), "CREATE DATABASE " + database.candidate(1));

        assertThat(result(catalogue.startingWith(cluster.database().pool(), database.text())))
                .extracting(DatabaseFacts::name)
                .containsExactly(database, database.candidate(1));
    }

    @Test
    void a_role_that_lacks_something_is_told_what() throws SQLException {
        var pool = cluster.database().pool();
        try (var connection = cluster.superuser(cluster.settings.name())) {
            Statements.run(
                    connection,
                    "CREATE ROLE half_of_it NOLOGIN; GRANT pg_signal_backend, half_of_it TO gateway;"
                            + " GRANT pg_signal_backend TO half_of_it");
        }

        var lacking = cluster.transaction(
                tx -> tx.query("SET LOCAL ROLE half_of_it").execute().compose(_ -> catalogue.lackingRights(tx)));

        assertThat(result(catalogue.lackingRights(pool))).isEmpty();
        assertThat(lacking).containsExactly("CREATEDB", "pg_read_all_stats");
    }

    @Test
    void what_takes_too_long_to_measure_is_an_obstacle() {
        assertThatThrownBy(() -> cluster.transaction(tx ->
                        tx.query("SET LOCAL statement_timeout TO 1").execute().compose(_ -> catalogue.wholeSize(tx))))
                .hasCauseInstanceOf(Obstacle.class)
                .hasMessageContaining("could not be measured in time");
    }

    @Test
    void nothing_ties_a_plain_database_to_another_server() {
        assertThat(result(catalogue.replication(cluster.database().pool(), database)))
                .isEmpty();
    }
}
