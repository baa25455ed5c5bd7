package com.openflyers.gateway.migration;

import static com.openflyers.gateway.http.Language.ENGLISH;
import static com.openflyers.gateway.http.Language.FRENCH;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.ParisTime;
import com.openflyers.gateway.provision.ConversionWorkflow;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Waits for an operator's word, then for the window that the club has chosen.
final class WindowStep implements Step {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Database database;
    private final MigrationRepository rows;
    private final ConversionWorkflow conversions;
    private final MigrationSettings settings;

    WindowStep(MigrationParts parts, MigrationRepository rows, MigrationSettings settings) {
        this.database = parts.database();
        this.rows = rows;
        this.conversions = parts.conversions();
        this.settings = settings;
    }

    @Override
    public End run(Migration migration) {
        if (migration.state() == State.REHEARSED) {
            return migration.known().isApprovedBeforehand() ? Step.said(Event.APPROVE) : Step.later(LONG);
        }
        var now = rows.now(database.pool()).await();
        var stale = stale(migration, now);
        if (stale.isPresent()) {
            return Step.failed(stale.get().english());
        }
        if (!migration.known().mayBegin(now)) {
            return Step.later(LOOK);
        }
        var from = migration.windowFrom();
        var to = migration.windowTo();
        if (from == null || to == null) {
            return migration.known().startsAtOnce() ? Step.done() : Step.later(LONG);
        }
        return now.isBefore(from) || !now.isBefore(to) ? Step.later(LOOK) : Step.done(new JsonObject());
    }

    /// Why the rehearsal says nothing any more about what would happen now.
    Optional<Text> stale(Migration migration, Instant now) {
        if (migration.course().isManual()) {
            return Optional.empty();
        }
        var rehearsedAt = migration.facts().getString(Facts.REHEARSED_AT);
        if (rehearsedAt == null) {
            return Optional.of(new Text("il n’y a pas encore eu de répétition", "there was no rehearsal yet"));
        }
        var rehearsed = Instant.parse(rehearsedAt);
        if (rehearsed.plus(settings.rehearsalAge()).isBefore(now)) {
            return Optional.of(new Text(
                    "la répétition du " + ParisTime.moment(rehearsed, FRENCH) + " est trop ancienne",
                    "the rehearsal of " + ParisTime.moment(rehearsed, ENGLISH) + " is too old"));
        }
        var scripts = conversions.load(migration.from(), migration.to());
        return scripts.isPresent()
                        && scripts.get().sha256().equals(migration.facts().getString(Facts.SCRIPTS))
                ? Optional.empty()
                : Optional.of(new Text(
                        "les scripts ont changé depuis la répétition", "the scripts have changed since the rehearsal"));
    }
}
