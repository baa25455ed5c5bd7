package com.openflyers.gateway.billing;

import static com.openflyers.gateway.testing.Futures.result;

import com.openflyers.gateway.billing.Subscriptions.Started;
import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.registry.Channel;
import com.openflyers.gateway.registry.Contact;
import com.openflyers.gateway.registry.Engine;
import com.openflyers.gateway.registry.Price;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.RegisteredVersion;
import com.openflyers.gateway.registry.SpaceForm;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Billing on a registry of its own, on a day of the test's.
final class BillingUnderTest implements AutoCloseable {

    final Vertx vertx = Vertx.vertx();
    final StoredRegistry registry;
    final Billing billing;
    private volatile Instant now = Instant.parse("2026-11-25T12:00:00Z");

    /// With versions 1.3.1, at 120 euros a year, and 2.0, at 240.
    BillingUnderTest(DatabaseSettings settings) {
        this(settings, "");
    }

    /// @param yaml settings that differ from what is shipped
    BillingUnderTest(DatabaseSettings settings, String yaml) {
        registry = StoredRegistry.cleared(vertx, settings);
        // Not reached from what is cleared above.
        registry.run("TRUNCATE invoice_counter, outbox");
        billing = new Billing(
                new Billing.Parts(
                        vertx,
                        registry.database,
                        registry.spaces,
                        new LetterLayout(),
                        URI.create("http://client.localhost"),
                        () -> now),
                BillingSettings.from(Settings.of(yaml, "gateway.yaml", Map.of())));
        price("1.3.1", 12_000, LocalDate.of(2026, 1, 1));
        price("2.0", 24_000, LocalDate.of(2026, 1, 1));
    }

    void at(String instant) {
        now = Instant.parse(instant);
    }

    Instant now() {
        return now;
    }

    void price(String version, long cents, LocalDate from) {
        var plain = StoredRegistry.version(version, 9001, Engine.MANUAL);
        var _ = registry.put(new RegisteredVersion(
                plain.route(), Channel.STABLE, false, Engine.MANUAL, null, null, new Price(cents, from), null, 0));
    }

    /// Of a club that has said where its post goes.
    RegisteredSpace space(String name, Kind kind, String version) {
        var space = spaceWithoutAddress(name, kind, version);
        address(space);
        return space;
    }

    void address(RegisteredSpace space) {
        result(registry.database.transaction(
                tx -> billing.invoices().address(tx, space.club().id(), "1 piste 09\n31000 Toulouse")));
    }

    RegisteredSpace spaceWithoutAddress(String name, Kind kind, String version) {
        var _ = registry.put(new SpaceForm(
                name,
                "Club of " + name,
                new Contact(name + "@example.org", "Claude", "claude@example.org", Contact.Language.FR),
                kind,
                version,
                List.of()));
        return registry.find(name);
    }

    Offer offer(RegisteredSpace space) {
        return result(billing.subscriptions().offer(registry.database.pool(), space))
                .orElseThrow();
    }

    Future<Started> starting(RegisteredSpace space, long accepted) {
        return registry.database.transaction(tx -> billing.subscriptions()
                .start(tx, space.club().id(), space.name(), space.name(), accepted, "1 piste 09\n31000 Toulouse"));
    }

    Started start(RegisteredSpace space) {
        return result(starting(space, offer(space).total()));
    }

    List<Invoice> invoices(RegisteredSpace space) {
        return result(
                billing.invoices().ofClub(registry.database.pool(), space.club().id()));
    }

    void move(Move move) {
        result(registry.database.transaction(tx -> billing.moved(tx, move)));
        var _ = registry.flip(move.space(), move.to());
    }

    void moveBack(Move move) {
        result(registry.database.transaction(tx -> billing.movedBack(tx, move)));
        var _ = registry.flip(move.space(), move.to());
    }

    Payments.Paid pay(String number, long cents, String reference) {
        var payment = new Payment(cents, Payment.Method.TRANSFER, LocalDate.of(2026, 12, 1), reference);
        return result(registry.database.transaction(tx -> billing.payments().pay(tx, number, payment, "anne")));
    }

    /// What the verticle does from time to time.
    void look() {
        result(looking());
    }

    Future<Void> looking() {
        var looked = Promise.<Void>promise();
        var renewals = billing.look();
        Thread.ofVirtual().start(() -> {
            try {
                renewals.look();
                looked.complete();
            } catch (Exception e) {
                looked.fail(e);
            }
        });
        return looked.future();
    }

    long count(String sql) {
        return registry.count(sql);
    }

    @Override
    public void close() {
        result(registry.database.close());
        result(vertx.close());
    }
}
