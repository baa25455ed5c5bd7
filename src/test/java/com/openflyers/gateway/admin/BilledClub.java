package com.openflyers.gateway.admin;

import static com.openflyers.gateway.testing.Futures.result;

import com.openflyers.gateway.billing.Move;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A node, and a club that gets invoices and orders set-up packages.
final class BilledClub implements AutoCloseable {

    final StoredRegistry registry;
    final OperationsUnderTest node;
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger causes = new AtomicInteger();

    BilledClub(DatabaseSettings settings) {
        registry = new StoredRegistry(vertx, settings);
        node = new OperationsUnderTest(settings);
        node.has("/api/v1/versions/1.3.1", OperationsUnderTest.version(node.healthyUrl()));
        node.has("/api/v1/versions/2.0", OperationsUnderTest.version(node.healthyUrl()));
        node.has(
                "/api/v1/spaces/aero",
                OperationsUnderTest.space("Aéro-club", "1.3.1").put("postalAddress", "1 piste 09\n31000 Toulouse"));
    }

    /// @param cents without VAT
    /// @return its number
    String invoice(long cents) {
        var cause = "test " + causes.incrementAndGet();
        var club = id();
        var _ = node.done(
                (billing, tx) -> billing.moved(tx, new Move("aero", "1.3.1", "2.0", Instant.now(), cause, cents)));
        return node.done((billing, tx) -> billing.invoices().ofClub(tx, club))
                .getFirst()
                .number();
    }

    /// @return the package
    long order() {
        var club = id();
        var _ = node.done((billing, tx) -> billing.packages().order(tx, club, "Comptes pilotes", "aero"));
        return node.done((billing, tx) -> billing.packages().ofClub(tx, club))
                .getFirst()
                .id();
    }

    void accept(long order, long cents) {
        var club = id();
        var _ = node.done((billing, tx) -> billing.packages().accept(tx, club, order, cents, Optional.empty()));
    }

    void decline(long order) {
        var club = id();
        var _ = node.done((billing, tx) -> billing.packages().decline(tx, club, order));
    }

    private long id() {
        return registry.find("aero").club().id();
    }

    @Override
    public void close() {
        node.close();
        result(vertx.close());
    }
}
