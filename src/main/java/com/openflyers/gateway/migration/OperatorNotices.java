package com.openflyers.gateway.migration;

import com.openflyers.gateway.account.ClubPost;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.Recipient;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Writes to the operators, if there is an address of theirs.
final class OperatorNotices {

    private final ClubPost post;
    private final AlarmLetters alarms;
    private final UnaryOperator<String> addresses;
    private final Optional<String> address;

    /// @param addresses of a host, as people open it
    /// @param address   of the operators
    OperatorNotices(ClubPost post, LetterLayout layout, UnaryOperator<String> addresses, Optional<String> address) {
        this.post = post;
        this.alarms = new AlarmLetters(layout);
        this.addresses = addresses;
        this.address = address;
    }

    Future<Void> needed(SqlConnection tx, Migration migration, String because) {
        return write(
                tx,
                migration,
                (to, move) -> alarms.needsHuman(
                        to, move, migration.revision(), migration.state().name(), because));
    }

    Future<Void> stuck(SqlConnection tx, Migration migration, String because) {
        return write(
                tx,
                migration,
                (to, move) -> alarms.stuck(
                        to, move, migration.revision(), migration.state().name(), because));
    }

    Future<Void> withdrawn(SqlConnection tx, Migration migration, String because) {
        return write(tx, migration, (to, move) -> alarms.withdrawn(to, move, migration.revision(), because));
    }

    Future<Void> overdue(SqlConnection tx, Migration migration, Duration limit) {
        return write(
                tx,
                migration,
                (to, move) -> alarms.overdue(to, move, limit, migration.state().name(), migration.dueAt()));
    }

    private Future<Void> write(SqlConnection tx, Migration migration, MigrationPaper.Writing writing) {
        return address.map(known -> post.toOne(
                        tx,
                        migration.space(),
                        new Recipient(known, Language.FRENCH),
                        (to, space) -> writing.to(to, MigrationPaper.Move.of(migration, space, addresses))))
                .orElse(Future.succeededFuture());
    }
}
