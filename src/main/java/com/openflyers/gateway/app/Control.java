package com.openflyers.gateway.app;

import com.openflyers.gateway.account.ClientArea;
import com.openflyers.gateway.billing.Billing;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.fleet.Fleet;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.MailVerticle;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.migration.ClosedSpaceWorkflow;
import com.openflyers.gateway.migration.ClubMoves;
import com.openflyers.gateway.migration.ClubNotices;
import com.openflyers.gateway.migration.MigrationParts;
import com.openflyers.gateway.migration.Migrations;
import com.openflyers.gateway.migration.RemovalWorkflow;
import com.openflyers.gateway.migration.SmokeWorkflow;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.provision.ArchiveWorkflow;
import com.openflyers.gateway.provision.ConversionWorkflow;
import com.openflyers.gateway.provision.CopyWorkflow;
import com.openflyers.gateway.provision.DropWorkflow;
import com.openflyers.gateway.provision.Fence;
import com.openflyers.gateway.provision.FirstMemberWorkflow;
import com.openflyers.gateway.provision.LedgerWorkflow;
import com.openflyers.gateway.provision.ManifestWorkflow;
import com.openflyers.gateway.provision.Quarantine;
import com.openflyers.gateway.provision.SettingsWorkflow;
import com.openflyers.gateway.registry.Closures;
import com.openflyers.gateway.registry.Follower;
import com.openflyers.gateway.registry.Pointers;
import com.openflyers.gateway.registry.Reservations;
import com.openflyers.gateway.registry.SpaceDatabases;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.registry.Versions;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What changes the registry and the databases of spaces: the parts behind the operations port and the migrations.
///
/// @param quarantine sets databases aside; asks nobody but the registry
record Control(
        Versions versions,
        Spaces spaces,
        Pointers pointers,
        Closures closures,
        Fleet fleet,
        Quarantine quarantine,
        ArchiveWorkflow archives,
        Migrations migrations,
        RemovalWorkflow removals,
        ClosedSpaceWorkflow closedSpaces,
        ClientArea clientArea,
        SettingsWorkflow settings,
        ClubMoves moves,
        Billing billing,
        MailVerticle mail) {

    /// @param schema complete when the tables are there
    static Control of(
            Vertx vertx,
            Database database,
            Future<Void> schema,
            GatewaySettings settings,
            Metrics metrics,
            Follower follower) {
        var clock = InstantSource.system();
        var stored = settings.database();
        var versions = new Versions();
        var spaces = new Spaces(settings.names());
        var pointers = new Pointers();
        var closures = new Closures();
        var fleet = new Fleet(vertx, database, settings.fleet());
        var quarantine = new Quarantine(clock, List.of());
        var archives = new ArchiveWorkflow(stored, settings.provision(), database, quarantine, clock);
        var copies = new CopyWorkflow(stored, database, quarantine);
        var layout = new LetterLayout();
        var clientArea = new ClientArea(
                new ClientArea.Parts(
                        vertx,
                        database,
                        spaces,
                        versions,
                        settings.names(),
                        copies,
                        new FirstMemberWorkflow(stored, settings.provision()),
                        follower,
                        layout,
                        settings.mail()),
                settings.clientArea());
        var billing = new Billing(
                new Billing.Parts(
                        vertx, database, spaces, layout, settings.mail().linkBase(), clock),
                settings.billing());
        var parts = new MigrationParts(
                vertx,
                database,
                spaces,
                versions,
                pointers,
                closures,
                new Reservations(),
                new SpaceDatabases(),
                fleet,
                new Fence(),
                copies,
                new ConversionWorkflow(stored, settings.provision()),
                new LedgerWorkflow(stored, settings.provision()),
                new ManifestWorkflow(stored, settings.provision()),
                archives,
                quarantine,
                new SmokeWorkflow(vertx),
                new ClubNotices(
                        spaces,
                        new Outbox(),
                        layout,
                        settings.migration(),
                        Optional.of(settings.mail().linkBase() + "/migrations/"),
                        settings.mail()::address),
                billing);
        var migrations = new Migrations(parts, settings.migration());
        var removals = new RemovalWorkflow(parts);
        var contrasts = new SettingsWorkflow(stored, settings.provision());
        return new Control(
                versions,
                spaces,
                pointers,
                closures,
                fleet,
                quarantine,
                archives,
                migrations,
                removals,
                new ClosedSpaceWorkflow(parts, settings.provision().closedKept()),
                clientArea,
                contrasts,
                new ClubMoves(clientArea, migrations, removals, contrasts, parts, settings.migration()),
                billing,
                new MailVerticle(database, schema, settings.mail(), metrics, billing.files()));
    }

    /// What works by itself, on virtual threads.
    List<Deployable> verticles(GatewaySettings settings, Future<Void> schema, Metrics metrics) {
        var ours = List.of(
                mail,
                billing.renewals(schema),
                migrations.driver(schema, settings.fleet().node()),
                migrations.reminders(schema, InstantSource.system()),
                migrations.gauges(schema, metrics),
                closedSpaces.lookout(schema),
                new DropWorkflow(settings.database())
                        .lookout(
                                schema,
                                InstantSource.system(),
                                settings.provision().quarantinePoll()));
        return Stream.concat(ours.stream(), clientArea.lookouts(schema).stream())
                .toList();
    }
}
