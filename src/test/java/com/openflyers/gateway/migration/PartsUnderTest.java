package com.openflyers.gateway.migration;

import com.openflyers.gateway.billing.Billing;
import com.openflyers.gateway.billing.BillingSettings;
import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.fleet.Fleet;
import com.openflyers.gateway.fleet.FleetSettings;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.provision.ArchiveWorkflow;
import com.openflyers.gateway.provision.ConversionWorkflow;
import com.openflyers.gateway.provision.CopyWorkflow;
import com.openflyers.gateway.provision.Fence;
import com.openflyers.gateway.provision.LedgerWorkflow;
import com.openflyers.gateway.provision.ManifestWorkflow;
import com.openflyers.gateway.provision.ProvisionSettings;
import com.openflyers.gateway.provision.Quarantine;
import com.openflyers.gateway.registry.Closures;
import com.openflyers.gateway.registry.Pointers;
import com.openflyers.gateway.registry.Reservations;
import com.openflyers.gateway.registry.SpaceDatabases;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.registry.Versions;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// What a migration sets in motion, as a node puts it together.
final class PartsUnderTest {

    private PartsUnderTest() {}

    static MigrationParts of(
            Vertx vertx,
            DatabaseSettings settings,
            Database registry,
            MigrationSettings migration,
            ProvisionSettings provision) {
        var clock = InstantSource.system();
        var quarantine = new Quarantine(clock, List.of());
        var spaces = new Spaces(MigrationWorld.NAMES);
        return new MigrationParts(
                vertx,
                registry,
                spaces,
                new Versions(),
                new Pointers(),
                new Closures(),
                new Reservations(),
                new SpaceDatabases(),
                new Fleet(vertx, registry, new FleetSettings("test", Duration.ofSeconds(1), Duration.ofSeconds(5))),
                new Fence(),
                new CopyWorkflow(settings, registry, quarantine),
                new ConversionWorkflow(settings, provision),
                new LedgerWorkflow(settings, provision),
                new ManifestWorkflow(settings, provision),
                new ArchiveWorkflow(settings, provision, registry, quarantine, clock),
                quarantine,
                new SmokeWorkflow(vertx),
                new ClubNotices(spaces, new Outbox(), new LetterLayout(), migration),
                new Billing(
                        new Billing.Parts(
                                vertx,
                                registry,
                                spaces,
                                new LetterLayout(),
                                URI.create("http://client.localhost"),
                                clock),
                        BillingSettings.from(Settings.of("", "gateway.yaml", Map.of()))));
    }
}
