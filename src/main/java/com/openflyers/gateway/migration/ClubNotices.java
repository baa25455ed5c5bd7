package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.mail.Letter;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.registry.Contact;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.route.Space.Mode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Writes to the club, at both its addresses, and to the operators when a human is needed.
public final class ClubNotices implements Notices {

    private final Spaces spaces;
    private final Outbox outbox;
    private final MigrationRepository rows = new MigrationRepository();
    private final MigrationLetters letters;
    private final AlarmLetters alarms;
    private final MigrationSettings settings;

    public ClubNotices(Spaces spaces, Outbox outbox, LetterLayout layout, MigrationSettings settings) {
        this(spaces, outbox, layout, settings, Optional.empty());
    }

    /// @param pages where clubs follow their migrations, without the number
    public ClubNotices(
            Spaces spaces, Outbox outbox, LetterLayout layout, MigrationSettings settings, Optional<String> pages) {
        this.spaces = spaces;
        this.outbox = outbox;
        this.letters = new MigrationLetters(layout, pages);
        this.alarms = new AlarmLetters(layout);
        this.settings = settings;
    }

    @Override
    public Future<Void> requested(SqlConnection tx, Migration migration) {
        return rows.average(tx)
                .compose(average ->
                        toClub(tx, migration, (to, move) -> letters.requested(to, move, migration.dueAt(), average)));
    }

    @Override
    public Future<Void> tell(SqlConnection tx, Migration migration, Change change) {
        var attempt = Math.toIntExact(change.attempt());
        var because = change.facts().getString(Facts.BECAUSE, migration.facts().getString(Facts.BECAUSE, ""));
        return switch (change.next()) {
            case REHEARSED ->
                toClub(
                        tx,
                        migration,
                        (to, move) -> letters.rehearsed(
                                to, move, attempt, counts(change.facts()), remarks(change.facts()), predicted(change)));
            case SCHEDULED -> scheduled(tx, migration, change);
            case SWITCHED ->
                rows.now(tx)
                        .compose(now -> toClub(tx, migration, (to, move) -> letters.switched(to, move, attempt, now)));
            case ROLLED_BACK ->
                toClub(tx, migration, (to, move) -> letters.rolledBack(to, move, attempt, because, next(to)))
                        .compose(_ -> toOperators(tx, migration, change, because));
            case NEEDS_HUMAN -> toOperators(tx, migration, change, because);
            case AWAITING_CLUB ->
                migration.state() == State.OBSERVING
                        ? toClub(
                                tx,
                                migration,
                                (to, move) -> letters.awaitingClub(to, move, attempt, switchedAt(migration), 0))
                        : Future.succeededFuture();
            case ACCEPTED -> toClub(tx, migration, letters::accepted);
            case REFUSED -> toClub(tx, migration, (to, move) -> letters.refused(to, move, because));
            case WITHDRAWN -> toClub(tx, migration, letters::withdrawn);
            case REQUESTED,
                    PREFLIGHT,
                    ARMED,
                    HOLDING,
                    FENCING,
                    FENCED,
                    RETURNING,
                    COPIED,
                    COUNTED,
                    MIGRATED,
                    VERIFIED,
                    AWAITING_COPY,
                    OBSERVING,
                    ARCHIVED,
                    ABORTING,
                    REVERSED -> Future.succeededFuture();
        };
    }

    private Future<Void> scheduled(SqlConnection tx, Migration migration, Change change) {
        var window = change.window();
        var from = window == null ? migration.windowFrom() : window.from();
        var until = window == null ? migration.windowTo() : window.to();
        if (from == null || until == null || migration.state() == State.ARMED) {
            return Future.succeededFuture();
        }
        var hold = settings.hold(migration);
        return toClub(
                tx,
                migration,
                (to, move) -> hold.mode() == Mode.REFUSE
                        ? letters.interruptionAnnounced(to, move, from, until)
                        : letters.scheduled(to, move, from, until));
    }

    private interface Writing {
        Letter to(Recipient recipient, MigrationLetters.Move move);
    }

    private Future<Void> toClub(SqlConnection tx, Migration migration, Writing writing) {
        return spaces.find(tx, migration.space()).compose(found -> {
            var space = found.orElseThrow();
            var contact = space.contact();
            return each(
                    Stream.of(contact.clubEmail(), contact.email()).distinct().toList(),
                    address -> outbox.add(
                            tx, writing.to(new Recipient(address, language(contact)), move(migration, space))));
        });
    }

    private Future<Void> toOperators(SqlConnection tx, Migration migration, Change change, String because) {
        var address = settings.alarmAddress();
        if (address.isEmpty()) {
            return Future.succeededFuture();
        }
        return spaces.find(tx, migration.space())
                .compose(found -> outbox.add(
                        tx,
                        alarms.needsHuman(
                                new Recipient(address.get(), Language.FRENCH),
                                move(migration, found.orElseThrow()),
                                Math.toIntExact(change.attempt()),
                                migration.state().name(),
                                because)));
    }

    private static MigrationLetters.Move move(Migration migration, RegisteredSpace space) {
        return new MigrationLetters.Move(
                migration.id(),
                migration.reference(),
                migration.club(),
                "https://" + space.host(),
                migration.from(),
                migration.to());
    }

    private static String next(Recipient to) {
        return switch (to.language()) {
            case FRENCH -> "Nous allons recommencer après avoir réglé cela, et vous dire quand.";
            case ENGLISH -> "We will try again once that is settled, and tell you when.";
        };
    }

    private static Language language(Contact contact) {
        return switch (contact.language()) {
            case FR -> Language.FRENCH;
            case EN -> Language.ENGLISH;
        };
    }

    private static Instant switchedAt(Migration migration) {
        var switchedAt = migration.switchedAt();
        return switchedAt == null ? migration.requestedAt() : switchedAt;
    }

    private static Duration predicted(Change change) {
        return Duration.ofMillis(change.facts().getLong(Facts.PREDICTED, 0L));
    }

    private static SequencedMap<String, Long> counts(JsonObject facts) {
        var counts = new LinkedHashMap<String, Long>();
        var rows = facts.getJsonObject(Facts.REPORT, new JsonObject())
                .getJsonObject("ledger", new JsonObject())
                .getJsonObject("checks", new JsonObject())
                .getJsonObject("rows", new JsonObject())
                .getJsonObject("values", new JsonObject());
        rows.forEach(row -> counts.put(row.getKey(), Long.valueOf(String.valueOf(row.getValue()))));
        return counts;
    }

    private static List<String> remarks(JsonObject facts) {
        return facts.getJsonObject(Facts.REPORT, new JsonObject()).getJsonArray("orphans", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .map(orphan -> orphan.getString("row") + ": " + orphan.getString("because"))
                .toList();
    }

    private static <T> Future<Void> each(List<T> all, Function<T, Future<Void>> work) {
        var done = Future.<Void>succeededFuture();
        for (var one : all) {
            done = done.compose(_ -> work.apply(one));
        }
        return done;
    }
}
