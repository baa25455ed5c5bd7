package com.openflyers.gateway.provision;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;

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
    void nothing_ties_a_plain_database_to_another_server() {
        assertThat(result(catalogue.replication(cluster.database().pool(), database)))
                .isEmpty();
    }
}
