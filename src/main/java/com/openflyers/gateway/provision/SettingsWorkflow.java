package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.SpaceDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Reads how clubs have set their spaces up, as the owner of their databases and without writing.
public final class SettingsWorkflow {

    private static final Logger LOG = Logger.getLogger(SettingsWorkflow.class.getName());
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /// What can be said of two spaces.
    public sealed interface Outcome {

        record Compared(Contrast contrast) implements Outcome {}

        /// Nobody has said how settings of that version are read, or its databases are not ours.
        record Unreadable(String space, String version) implements Outcome {}

        /// It does not answer now, such as while it is moved.
        record Away(String space) implements Outcome {}
    }

    private sealed interface Read {

        record Settings(List<Setting> all) implements Read {}

        record Not(Outcome because) implements Read {}
    }

    private final Cluster cluster;
    private final VersionFiles files;

    public SettingsWorkflow(DatabaseSettings settings, ProvisionSettings provision) {
        this.cluster = new Cluster(settings);
        this.files = new VersionFiles(provision.migrations());
    }

    /// On a thread of its own, because JDBC blocks.
    public Future<Outcome> compare(RegisteredSpace left, RegisteredSpace right) {
        var outcome = Promise.<Outcome>promise();
        var _ = Thread.ofVirtual().name("settings of " + left.name()).start(() -> {
            try {
                outcome.complete(compareHere(left, right));
            } catch (RuntimeException e) {
                outcome.fail(e);
            }
        });
        return outcome.future();
    }

    private Outcome compareHere(RegisteredSpace left, RegisteredSpace right) {
        return switch (read(left)) {
            case Read.Settings(var ours) ->
                switch (read(right)) {
                    case Read.Settings(var theirs) -> new Outcome.Compared(Contrast.of(ours, theirs));
                    case Read.Not(var because) -> because;
                };
            case Read.Not(var because) -> because;
        };
    }

    private Read read(RegisteredSpace space) {
        var script = script(space.version());
        var database = space.database(space.version(), SpaceDatabase.Role.LIVE);
        if (script.isEmpty() || database.isEmpty()) {
            return new Read.Not(new Outcome.Unreadable(space.name(), space.version()));
        }
        try (var connection = cluster.connect(new DatabaseName(database.get().name()), LONGEST)) {
            connection.setReadOnly(true);
            return new Read.Settings(Statements.list(
                    connection,
                    script.get().sql(),
                    row -> new Setting(
                            row.getString("code"),
                            row.getString("label_fr"),
                            row.getString("label_en"),
                            row.getString("value"))));
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "the settings of " + space.name() + " cannot be read: " + e.getMessage());
            return new Read.Not(new Outcome.Away(space.name()));
        }
    }

    private Optional<Script> script(String version) {
        return files.knows(version) ? files.version(version).settings() : Optional.empty();
    }
}
