package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Makes the first member of a new club, in its database, as the version's own script says. Blocks.
public final class FirstMemberWorkflow {

    private static final String SET = """
            SELECT set_config(?, ?, true)
            """;

    private static final String USED = """
            SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = ?) AS used
            """;

    private static final Duration LEAVING = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    /// @param password as the version's databases keep it
    public record Member(
            String login,
            String password,
            String firstName,
            String lastName,
            String email,
            String language,
            String club) {}

    private final Cluster cluster;
    private final VersionFiles files;

    public FirstMemberWorkflow(DatabaseSettings settings, ProvisionSettings provision) {
        this.cluster = new Cluster(settings);
        this.files = new VersionFiles(provision.migrations());
    }

    /// Whether clubs can begin on the version.
    public boolean knows(String version) {
        return files.knows(version) && files.version(version).firstMember().isPresent();
    }

    /// May run twice: somebody who is there stays as they are.
    ///
    /// @throws IllegalStateException if clubs cannot begin on the version
    public void make(DatabaseName database, String version, Member member, Duration longest) {
        var script = files.version(version)
                .firstMember()
                .orElseThrow(() -> new IllegalStateException("version " + version + " has no first-member script"));
        var values = Map.of(
                "member.login", member.login(),
                "member.password", member.password(),
                "member.first_name", member.firstName(),
                "member.last_name", member.lastName(),
                "member.email", member.email(),
                "member.language", member.language(),
                "member.club", member.club());
        try (var connection = cluster.connect(database, longest)) {
            var _ = Statements.transaction(connection, () -> run(connection, values, script));
        } catch (SQLException e) {
            throw StatementFailure.inside(e, database);
        }
        leave(database);
    }

    /// Returns once the server has noticed that we left, or soon after. Whoever renames the database next would
    /// otherwise be made to wait: PostgreSQL looks for those who are still there every 100 ms only.
    private void leave(DatabaseName database) {
        try (var connection = cluster.connect(LEAVING)) {
            var end = System.nanoTime() + LEAVING.toNanos();
            while (isUsed(connection, database) && System.nanoTime() < end) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        } catch (SQLException e) {
            throw StatementFailure.about(e, database);
        }
    }

    private static boolean isUsed(Connection connection, DatabaseName database) throws SQLException {
        return Statements.first(connection, USED, row -> row.getBoolean("used"), database.text())
                .orElse(false);
    }

    private static boolean run(Connection connection, Map<String, String> values, Script script) throws SQLException {
        for (var value : values.entrySet()) {
            var _ = Statements.first(connection, SET, row -> row.getString(1), value.getKey(), value.getValue());
        }
        Statements.run(connection, script.sql());
        return true;
    }
}
