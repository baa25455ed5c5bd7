package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.provision.ArchiveHeader.ScriptSum;
import com.openflyers.gateway.provision.ArchiveWorkflow.Outcome.Made;
import com.openflyers.gateway.provision.ArchiveWorkflow.Outcome.Useless;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// Makes archives: a file with every row of a database, restored into a scratch database and counted there before
/// it counts as one. Blocks.
///
/// All nodes must see the same directory, or an archive is found by the node alone that made it.
public final class ArchiveWorkflow {

    public sealed interface Outcome {

        record Made(Archive archive) implements Outcome {}

        /// What came back is not what was written; no archive was made.
        ///
        /// @param because a sentence for an operator
        record Useless(String because) implements Outcome {}
    }

    private static final long ANSWER_SECONDS = 10;
    private static final String UNPROVEN = ".unproven";

    private final Cluster cluster;
    private final VersionFiles files;
    private final Path directory;
    private final Database registry;
    private final ScratchWorkflow scratches;
    private final InstantSource clock;
    private final ArchiveRepository archives = new ArchiveRepository();
    private final CatalogueRepository catalogue = new CatalogueRepository();

    public ArchiveWorkflow(
            DatabaseSettings settings,
            ProvisionSettings provision,
            Database registry,
            Quarantine quarantine,
            InstantSource clock) {
        this.cluster = new Cluster(settings);
        this.files = new VersionFiles(provision.migrations());
        this.directory = provision.archives();
        this.registry = registry;
        this.scratches = new ScratchWorkflow(registry, quarantine, clock);
        this.clock = clock;
    }

    /// @param from     what is read: the database itself, or a copy of one that refuses connections
    /// @param database what it shall be an archive of
    /// @throws Obstacle if the database is gone or a disk is full
    public Outcome make(DatabaseName from, DatabaseName database, String version) {
        return make(from, database, version, _ -> {});
    }

    /// Of a database in use, as it is at one instant. What the archive was tried on is kept.
    ///
    /// @param copy what it is called from then on; nobody but the gateway's role gets in
    /// @param mark for whom, as in [CopyWorkflow#copy]
    /// @param wanted fails if nobody wants it any more; asked in the transaction that gives it its name
    /// @throws Obstacle if the database is gone, a disk is full, or the copy's name is somebody's
    public Outcome makeKeeping(
            DatabaseName database,
            String version,
            DatabaseName copy,
            String mark,
            Function<SqlConnection, Future<Void>> wanted) {
        return make(database, database, version, scratch -> keep(scratch, copy, mark, wanted));
    }

    private Outcome make(DatabaseName from, DatabaseName database, String version, Consumer<DatabaseName> proven) {
        try {
            Files.createDirectories(directory);
            var number = number();
            var unproven = directory.resolve(database + "-" + number + UNPROVEN);
            try {
                var header = write(unproven, from, database, version);
                var scratch = database.scratch(number);
                var fault = prove(unproven, scratch, proven);
                return fault.isPresent()
                        ? new Useless("the archive of " + database + " cannot be restored: " + fault.get())
                        : new Made(publish(unproven, header, number));
            } finally {
                Files.deleteIfExists(unproven);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no archive of " + database + ": " + e.getMessage(), e);
        } catch (SQLException e) {
            throw StatementFailure.inside(e, from);
        }
    }

    /// Bytes that the disk of the archives has left for us.
    public long room() {
        try {
            return Files.getFileStore(Files.createDirectories(directory)).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("the directory of the archives cannot be used: " + e.getMessage(), e);
        }
    }

    /// Removes what processes that died in the middle of an archive have left.
    public void sweep() {
        scratches.sweep();
        var old = clock.instant().minus(ScratchWorkflow.LEFT);
        try (var files = Files.newDirectoryStream(Files.createDirectories(directory), "*" + UNPROVEN)) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the directory of the archives cannot be swept: " + e.getMessage(), e);
        }
    }

    /// The latest archive of the database, if there is one.
    public Optional<Archive> latest(DatabaseName database) {
        try (var connection = cluster.connect(Cluster.HOUR)) {
            return archives.latest(connection, database);
        } catch (SQLException e) {
            throw StatementFailure.inside(e, database);
        }
    }

    /// Makes `target` of an archive; nobody but the gateway's role gets in until [ConversionWorkflow#admit].
    ///
    /// @return why it is not what was archived; empty if all is well
    public Optional<String> restore(Archive archive, DatabaseName target) {
        try {
            if (!ArchiveFile.sha256(archive.file()).equals(archive.sha256())) {
                return Optional.of(archive.file() + " is not the file that was made: its checksum differs");
            }
            return fill(archive.file(), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw StatementFailure.inside(e, target);
        }
    }

    private ArchiveHeader write(Path file, DatabaseName from, DatabaseName database, String version)
            throws IOException, SQLException {
        try (var connection = cluster.connect(from, Cluster.HOUR)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return ArchiveFile.write(file, out -> header(connection, out, database, version));
        }
    }

    private ArchiveHeader header(Connection connection, OutputStream out, DatabaseName database, String version)
            throws IOException, SQLException {
        var schema = files.version(version).schema().stream()
                .map(script -> new ScriptSum(script.name(), script.sha256()))
                .toList();
        var tables = ArchiveTables.write(connection, out);
        return new ArchiveHeader(
                database.text(), version, clock.instant(), schema, tables, ArchiveTables.sequences(connection));
    }

    /// The scratch database goes, whatever came of it, unless it has another name by then.
    private Optional<String> prove(Path file, DatabaseName scratch, Consumer<DatabaseName> proven)
            throws IOException, SQLException {
        scratches.note(scratch);
        try {
            var fault = fill(file, scratch);
            if (fault.isEmpty()) {
                proven.accept(scratch);
            }
            return fault;
        } finally {
            scratches.setAside(scratch);
        }
    }

    /// Unless somebody has one for the same, which is as good.
    private void keep(
            DatabaseName scratch, DatabaseName copy, String mark, Function<SqlConnection, Future<Void>> wanted) {
        registry.transaction(tx -> wanted.apply(tx)
                        .compose(_ -> catalogue.find(tx, copy))
                        .compose(found -> {
                            if (found.filter(other -> other.mark().equals(mark)).isPresent()) {
                                return Future.<Void>succeededFuture();
                            }
                            var marking = "COMMENT ON DATABASE " + scratch.quoted() + " IS " + Statements.literal(mark);
                            return tx.query(marking)
                                    .execute()
                                    .recover(failure -> Future.failedFuture(Obstacle.of(failure, scratch)))
                                    .compose(_ -> Alteration.rename(tx, scratch, copy));
                        }))
                .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .await();
    }

    private Optional<String> fill(Path file, DatabaseName target) throws IOException, SQLException {
        try (var connection = cluster.connect(Cluster.HOUR)) {
            Statements.run(connection, "CREATE DATABASE " + target.quoted());
            Statements.run(connection, "REVOKE ALL ON DATABASE " + target.quoted() + " FROM PUBLIC");
        }
        try (var connection = cluster.connect(target, Cluster.HOUR);
                var archive = ArchiveFile.open(file)) {
            var header = archive.header();
            for (var script : schema(header)) {
                Statements.run(connection, script.sql());
            }
            ArchiveTables.read(connection, header, archive.rows());
            return fault(connection, header);
        }
    }

    /// Those that the header names, if they are still what they were; else the tables come from the header alone.
    private List<Script> schema(ArchiveHeader header) {
        var scripts = files.version(header.version()).schema();
        var sums = scripts.stream()
                .map(script -> new ScriptSum(script.name(), script.sha256()))
                .toList();
        return sums.equals(header.schema()) ? scripts : List.of();
    }

    private static Optional<String> fault(Connection connection, ArchiveHeader header)
            throws IOException, SQLException {
        for (var content : header.tables()) {
            var found = ArchiveTables.write(connection, content.table(), OutputStream.nullOutputStream());
            if (!found.equals(content)) {
                return Optional.of(content.table().qualified() + " has " + found.rows() + " rows of " + content.rows()
                        + (found.rows() == content.rows() ? ", and they are others" : ""));
            }
        }
        return Optional.empty();
    }

    private Archive publish(Path unproven, ArchiveHeader header, long number) throws IOException, SQLException {
        var database = new DatabaseName(header.database());
        var sum = ArchiveFile.sha256(unproven);
        var file = directory.resolve(database + "-" + number + ".copy.gz").toAbsolutePath();
        ArchiveFile.publish(unproven, file);
        try (var connection = cluster.connect(Cluster.HOUR)) {
            archives.add(connection, database, header.version(), file, sum, header.rows());
            return archives.latest(connection, database).orElseThrow();
        }
    }

    private long number() throws SQLException {
        try (var connection = cluster.connect(Cluster.HOUR)) {
            return archives.number(connection);
        }
    }
}
