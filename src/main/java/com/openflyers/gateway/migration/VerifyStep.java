package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.provision.ConversionWorkflow;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Ledger;
import com.openflyers.gateway.provision.LedgerWorkflow;
import com.openflyers.gateway.provision.ManifestWorkflow;
import com.openflyers.gateway.registry.RegisteredVersion;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.registry.Versions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Compares what came out with what went in, notes what the new database is born with, and has a server of the new
/// version show that it can read it.
final class VerifyStep implements Step {

    private static final int MOST_NAMED = 20;

    private final Database database;
    private final Spaces spaces;
    private final Versions versions;
    private final LedgerWorkflow ledgers;
    private final ManifestWorkflow manifests;
    private final ConversionWorkflow conversions;
    private final SmokeWorkflow smoke;

    VerifyStep(MigrationParts parts) {
        this.database = parts.database();
        this.spaces = parts.spaces();
        this.versions = parts.versions();
        this.ledgers = parts.ledgers();
        this.manifests = parts.manifests();
        this.conversions = parts.conversions();
        this.smoke = parts.smoke();
    }

    @Override
    public End run(Migration migration) {
        var began = System.nanoTime();
        var before = Ledger.from(Objects.requireNonNull(migration.facts().getJsonObject(Facts.BEFORE)));
        var after = ledgers.take(
                migration.copy(), migration.from(), migration.to(), Ledger.Side.AFTER, TimeLeft.of(migration));
        var differences = Ledger.compare(before, after, approved(migration, after));
        if (!differences.isEmpty()) {
            return new End.Failed(
                    sentence(differences), new JsonObject().put("ledger", after.json()), new JsonObject());
        }
        var version = versions.find(database.pool(), migration.to()).await().orElseThrow();
        var born = manifests.record(migration.copy(), migration.to(), TimeLeft.of(migration));
        conversions.admit(migration.copy(), migration.to(), role(version), origin(migration));
        var space = spaces.find(database.pool(), migration.space()).await().orElseThrow();
        var answer = smoke.read(version.route(), space, migration.copy());
        if (answer.isPresent()) {
            return Step.failed(answer.get());
        }
        var orphans = new JsonArray();
        after.orphans()
                .forEach((row, reason) ->
                        orphans.add(new JsonObject().put("row", row).put("because", reason)));
        return new End.Done(
                new JsonObject()
                        .put("ledger", after.json())
                        .put("orphans", orphans)
                        .put("born", new JsonObject(new LinkedHashMap<>(born))),
                TimeLeft.took(migration, "verify", began)
                        .put("orphans", orphans)
                        .put("after", after.json()));
    }

    /// A rehearsal finds the orphans, and whoever approves its report approves them by name.
    private static Set<String> approved(Migration migration, Ledger after) {
        if (migration.purpose() == Course.Purpose.REHEARSAL) {
            return after.orphans().keySet();
        }
        var approved = new HashSet<String>();
        migration
                .facts()
                .getJsonObject(Facts.REPORT, new JsonObject())
                .getJsonArray("orphans", new JsonArray())
                .forEach(orphan -> approved.add(((JsonObject) orphan).getString("row")));
        return approved;
    }

    /// Whose settings the copy is given: the database that is left, under the name that it has now.
    private static DatabaseName origin(Migration migration) {
        return switch (migration.purpose()) {
            case REHEARSAL -> migration.known().origin();
            case CUTOVER, REVERSE -> migration.fenced();
        };
    }

    private static String role(RegisteredVersion version) {
        return Objects.requireNonNull(version.role(), "the version has no role");
    }

    private static String sentence(List<Ledger.Difference> differences) {
        var named = differences.stream()
                .limit(MOST_NAMED)
                .map(Ledger.Difference::sentence)
                .toList();
        var more = differences.size() - named.size();
        return "the copy is not what it was: " + String.join("; ", named) + (more > 0 ? "; and " + more + " more" : "");
    }
}
