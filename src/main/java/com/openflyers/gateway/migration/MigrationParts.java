package com.openflyers.gateway.migration;

import com.openflyers.gateway.billing.Billing;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.fleet.Fleet;
import com.openflyers.gateway.provision.ArchiveWorkflow;
import com.openflyers.gateway.provision.ConversionWorkflow;
import com.openflyers.gateway.provision.CopyWorkflow;
import com.openflyers.gateway.provision.Fence;
import com.openflyers.gateway.provision.LedgerWorkflow;
import com.openflyers.gateway.provision.ManifestWorkflow;
import com.openflyers.gateway.provision.Quarantine;
import com.openflyers.gateway.registry.Closures;
import com.openflyers.gateway.registry.Pointers;
import com.openflyers.gateway.registry.Reservations;
import com.openflyers.gateway.registry.SpaceDatabases;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.registry.Versions;
import io.vertx.core.Vertx;

/// Everything that a migration sets in motion.
public record MigrationParts(
        Vertx vertx,
        Database database,
        Spaces spaces,
        Versions versions,
        Pointers pointers,
        Closures closures,
        Reservations reservations,
        SpaceDatabases databases,
        Fleet fleet,
        Fence fence,
        CopyWorkflow copies,
        ConversionWorkflow conversions,
        LedgerWorkflow ledgers,
        ManifestWorkflow manifests,
        ArchiveWorkflow archives,
        Quarantine quarantine,
        SmokeWorkflow smoke,
        Notices notices,
        Billing billing) {}
