package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.fleet.Fleet;
import com.openflyers.gateway.fleet.Node;
import com.openflyers.gateway.fleet.Node.Liveness;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.provision.CatalogueRepository;
import com.openflyers.gateway.provision.ConversionWorkflow;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Fence;
import com.openflyers.gateway.registry.Engine;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.RegisteredVersion;
import com.openflyers.gateway.registry.SpaceDatabase;
import com.openflyers.gateway.registry.SpaceDatabase.Role;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.registry.Versions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Finds out what would be in the way of a migration, before anything is closed for it: once before its rehearsal, and
/// again each time that a gate is about to be closed.
final class PreflightStep implements Step {

    /// Of a node's clock and the database's, by which deadlines are set: more would eat up what a hold has in reserve.
    private static final Duration CLOCKS_APART = Duration.ofSeconds(1);

    private final Database database;
    private final Spaces spaces;
    private final Versions versions;
    private final Fleet fleet;
    private final Fence fence;
    private final CatalogueRepository catalogue = new CatalogueRepository();
    private final ConversionWorkflow conversions;
    private final SmokeWorkflow smoke;
    private final Destination destination;
    private final RoomWorkflow room;
    private final MigrationSettings settings;

    PreflightStep(MigrationParts parts, MigrationSettings settings) {
        this.database = parts.database();
        this.spaces = parts.spaces();
        this.versions = parts.versions();
        this.fleet = parts.fleet();
        this.fence = parts.fence();
        this.conversions = parts.conversions();
        this.smoke = parts.smoke();
        this.destination = new Destination(parts);
        this.room = new RoomWorkflow(parts, settings);
        this.settings = settings;
    }

    @Override
    public End run(Migration migration) {
        var space = spaces.find(database.pool(), migration.space()).await().orElseThrow();
        var origin = live(space, migration.from());
        var scripts = conversions.load(migration.from(), migration.to());
        if (origin.isEmpty()) {
            return Step.failed("the space has no live database of version " + migration.from());
        }
        if (scripts.isEmpty()) {
            return Step.failed("there are no scripts from " + migration.from() + " to " + migration.to());
        }
        var target = DatabaseName.live(migration.space(), migration.to());
        var facts = new JsonObject()
                .put(Facts.ORIGIN, origin.get())
                .put(Facts.TARGET, target.text())
                .put(Facts.SCRIPTS, scripts.get().sha256());
        var obstacles = new ArrayList<>(obstacles(migration, space, new DatabaseName(origin.get())));
        if (live(space, migration.to()).isPresent()) {
            obstacles.add(
                    "the space has a database of version " + migration.to() + " already: a flip is what leads there");
        }
        return obstacles.isEmpty() ? Step.done(facts) : Step.failed(obstacles);
    }

    /// What is in the way now, a sentence each.
    List<String> obstacles(Migration migration) {
        var space = spaces.find(database.pool(), migration.space()).await().orElseThrow();
        var obstacles = new ArrayList<>(ofPointer(migration, space));
        obstacles.addAll(
                migration.course().isManual()
                        ? byHand(migration, space)
                        : obstacles(migration, space, migration.leaving()));
        return obstacles;
    }

    private List<String> byHand(Migration migration, RegisteredSpace space) {
        var obstacles = new ArrayList<>(ofNodes());
        var goal = migration.goal();
        destination
                .missing(database.pool(), space.name(), goal)
                .await()
                .map(Text::english)
                .ifPresent(obstacles::add);
        var to = versions.find(database.pool(), goal).await();
        if (to.isPresent() && !smoke.isAlive(to.get().route())) {
            obstacles.add(silent(goal));
        }
        obstacles.addAll(ofGate(space));
        return obstacles;
    }

    /// Since the rehearsal, or since the switch, the space may have been led elsewhere: what it has written there would
    /// be left behind.
    private static List<String> ofPointer(Migration migration, RegisteredSpace space) {
        var serving = migration.serving();
        var elsewhere = elsewhere(space, serving);
        if (elsewhere.isPresent()) {
            return List.of(elsewhere.get().english());
        }
        var database = live(space, serving);
        return migration.course().isManual()
                        || database.filter(migration.leaving().text()::equals).isPresent()
                ? List.of()
                : List.of("the space's database of version " + serving + " is " + database.orElse("none")
                        + " by now, not " + migration.leaving());
    }

    /// That another version serves the space than is thought, as a sentence.
    static Optional<Text> elsewhere(RegisteredSpace space, String serving) {
        return space.version().equals(serving)
                ? Optional.empty()
                : Optional.of(new Text(
                        "l’espace est maintenant servi par la version " + space.version() + ", et non par " + serving,
                        "the space is served by version " + space.version() + " by now, not by " + serving));
    }

    private List<String> obstacles(Migration migration, RegisteredSpace space, DatabaseName leaving) {
        var lacking = catalogue.lackingRights(database.pool()).await();
        if (!lacking.isEmpty()) {
            return List.of("the gateway's role lacks " + String.join(", ", lacking) + " on PostgreSQL's server");
        }
        var obstacles = new ArrayList<>(ofNodes());
        obstacles.addAll(ofDatabase(leaving, migration.serving()));
        obstacles.addAll(room.missing(leaving));
        ofName(migration).ifPresent(obstacles::add);
        var goal = migration.goal();
        var to = versions.find(database.pool(), goal).await();
        if (to.isEmpty() || to.get().engine() != Engine.POSTGRESQL) {
            obstacles.add("version " + goal + " is not one whose databases we make");
        } else if (!smoke.isAlive(to.get().route())) {
            obstacles.add(silent(goal));
        }
        to.filter(version -> Objects.requireNonNullElse(version.role(), "").isBlank())
                .ifPresent(_ -> obstacles.add("version " + goal + " has no role for its databases"));
        obstacles.addAll(ofGate(space));
        return obstacles;
    }

    /// That the copy could not be called what it is to be called, which only the switch would find; the way back has
    /// its names already.
    private Optional<String> ofName(Migration migration) {
        var target = DatabaseName.live(migration.space(), migration.to());
        return migration.purpose() != Purpose.REVERSE
                        && catalogue.find(database.pool(), target).await().isPresent()
                ? Optional.of("there is a database " + target + " already, as the copy is to be called")
                : Optional.empty();
    }

    private static String silent(String version) {
        return "no server of version " + version + " answers";
    }

    /// Ours begins later: this one is an operator's, and would end with ours.
    private static List<String> ofGate(RegisteredSpace space) {
        return space.closure() == null
                ? List.of()
                : List.of("an operator has closed the gate of the space until "
                        + space.closure().until());
    }

    private List<String> ofNodes() {
        var obstacles = new ArrayList<String>();
        var nodes = fleet.nodes().await();
        nodes.stream()
                .filter(node -> node.liveness() == Liveness.SILENT)
                .forEach(node -> obstacles.add("node " + node.name() + " has been silent for "
                        + node.silence().toSeconds() + " s; take it off the list if it is dead"));
        nodes.stream()
                .filter(node -> node.ahead().abs().compareTo(CLOCKS_APART) > 0)
                .forEach(node -> obstacles.add("the clock of node " + node.name() + " and the database's are "
                        + node.ahead().abs().toMillis() + " ms apart"));
        var builds = nodes.stream().map(Node::build).distinct().toList();
        if (builds.size() > 1) {
            obstacles.add("the nodes are of different builds: " + String.join(", ", builds));
        }
        return obstacles;
    }

    private List<String> ofDatabase(DatabaseName leaving, String serving) {
        var obstacles = new ArrayList<String>();
        var prepared = fence.preparedTransactions(database.pool(), leaving).await();
        if (prepared > 0) {
            obstacles.add(leaving + " has " + prepared + " prepared transactions, which only their owner can end");
        }
        catalogue
                .replication(database.pool(), leaving)
                .await()
                .forEach(tie -> obstacles.add(leaving + " has the " + tie + ", which its copy would lack"));
        var role = versions.find(database.pool(), serving)
                .await()
                .map(RegisteredVersion::role)
                .orElse("");
        var visitors = new Visitors(role, settings.known());
        fence.sessions(database.pool(), leaving).await().stream()
                .filter(session -> !session.background())
                .map(visitors::objection)
                .flatMap(Optional::stream)
                .forEach(obstacles::add);
        return obstacles;
    }

    private static Optional<String> live(RegisteredSpace space, String version) {
        return space.database(version, Role.LIVE).map(SpaceDatabase::name);
    }
}
