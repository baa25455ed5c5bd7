package com.openflyers.gateway.migration;

import static com.openflyers.gateway.http.Language.ENGLISH;
import static com.openflyers.gateway.http.Language.FRENCH;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.ParisTime;
import com.openflyers.gateway.registry.Spaces;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Why somebody's word has no place now, beyond what the states say.
final class Verbs {

    private final Spaces spaces;
    private final MigrationRepository rows;
    private final WindowStep waiting;
    private final Destination destination;
    private final MigrationSettings settings;

    Verbs(MigrationParts parts, MigrationRepository rows, MigrationSettings settings) {
        this.spaces = parts.spaces();
        this.rows = rows;
        this.waiting = new WindowStep(parts, rows, settings);
        this.destination = new Destination(parts);
        this.settings = settings;
    }

    /// As a sentence for an operator; empty if nothing is against it.
    Future<Optional<Text>> objection(SqlConnection tx, Migration migration, Word word) {
        if (Transitions.next(migration.state(), migration.course(), word.event())
                .isEmpty()) {
            return Future.succeededFuture(Optional.of(new Text(
                    "une migration qui est " + migration.state() + " ne peut recevoir " + word.event(),
                    "a migration that is " + migration.state() + " cannot be told to " + word.event())));
        }
        return switch (word.event()) {
            case REHEARSE, RESUME -> rows.now(tx).map(now -> over(word.window(), now));
            case APPROVE -> untimely(tx, migration, word.window());
            case SCHEDULE -> untimely(tx, migration, word.window() == null ? window(migration) : word.window());
            case START -> first(untimely(tx, migration, word.window()), () -> missing(tx, migration, migration.to()));
            case REVERSE -> first(notBack(tx, migration), () -> missing(tx, migration, migration.from()));
            case CONFIRM_COPIED -> Future.succeededFuture(uncounted(word));
            case ARCHIVE -> rows.now(tx).map(now -> tooEarly(migration, now));
            default -> Future.succeededFuture(Optional.empty());
        };
    }

    private static Future<Optional<Text>> first(
            Future<Optional<Text>> objection, Supplier<Future<Optional<Text>>> other) {
        return objection.compose(found -> found.isPresent() ? Future.succeededFuture(found) : other.get());
    }

    private Future<Optional<Text>> untimely(SqlConnection tx, Migration migration, Request.@Nullable Window window) {
        return rows.now(tx).map(now -> over(window, now).or(() -> waiting.stale(migration, now)));
    }

    /// The one that it has, which may be over since.
    private static Request.@Nullable Window window(Migration migration) {
        var from = migration.windowFrom();
        var to = migration.windowTo();
        return from == null || to == null ? null : new Request.Window(from, to);
    }

    /// By hand the service is interrupted for hours: what would fail in the end is said before it is.
    private Future<Optional<Text>> missing(SqlConnection tx, Migration migration, String goal) {
        return migration.course().isManual()
                ? destination.missing(tx, migration.space(), goal)
                : Future.succeededFuture(Optional.empty());
    }

    /// Who has counted nothing has not looked: the switch hangs on this word alone.
    private static Optional<Text> uncounted(Word word) {
        var counts = word.facts().getJsonObject(Facts.COUNTS, new JsonObject());
        var sound =
                counts.stream().allMatch(count -> count.getValue() instanceof Number number && number.longValue() >= 0);
        return sound && !counts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Text(
                        "une copie à la main se confirme avec ce qui y a été compté : au moins un nombre avec son nom,"
                                + " aucun en dessous de 0",
                        "a copy by hand is confirmed with what was counted in it: at least one number with its name,"
                                + " none below 0"));
    }

    /// Why nothing can happen within the window; null for any time.
    static Optional<Text> over(Request.@Nullable Window window, Instant now) {
        return window == null || window.to().isAfter(now)
                ? Optional.empty()
                : Optional.of(new Text(
                        "la plage est passée : elle s’est terminée le " + ParisTime.moment(window.to(), FRENCH),
                        "the window is over: it ended on " + ParisTime.moment(window.to(), ENGLISH)));
    }

    /// Why there is no way back: something has come after it.
    private Future<Optional<Text>> notBack(SqlConnection tx, Migration migration) {
        return spaces.find(tx, migration.space())
                .compose(space -> rows.underWay(tx, migration.space())
                        .map(found -> found.filter(other -> other.id() != migration.id())
                                .map(other -> Refusals.underWay(other.id()))
                                .or(() -> space.flatMap(now -> PreflightStep.elsewhere(now, migration.to())))
                                .or(() -> kept(migration))));
    }

    private static Optional<Text> kept(Migration migration) {
        return migration.course().isManual() || migration.facts().containsKey(Facts.KEPT)
                ? Optional.empty()
                : Optional.of(new Text(
                        "la base de la version " + migration.from() + " n’est plus conservée",
                        "the database of version " + migration.from() + " is not kept any more"));
    }

    private Optional<Text> tooEarly(Migration migration, Instant now) {
        var acceptedAt = Instant.parse(Objects.requireNonNull(migration.facts().getString(Facts.ACCEPTED_AT)));
        var from = acceptedAt.plus(settings.keepOriginal());
        if (now.isBefore(from)) {
            return Optional.of(new Text(
                    "la base de la version " + migration.from() + " est conservée jusqu’au "
                            + ParisTime.moment(from, FRENCH),
                    "the database of version " + migration.from() + " is kept until "
                            + ParisTime.moment(from, ENGLISH)));
        }
        return migration.course().isManual() || migration.facts().getString(Facts.ARCHIVED_AT) != null
                ? Optional.empty()
                : Optional.of(new Text(
                        "l’archive de la base de la version " + migration.from() + " n’est pas encore faite",
                        "the archive of the database of version " + migration.from() + " is not made yet"));
    }
}
