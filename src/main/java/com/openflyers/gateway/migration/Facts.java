package com.openflyers.gateway.migration;

import com.openflyers.gateway.provision.DatabaseName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What the steps of a migration have found out, by the names under which they are stored.
record Facts(JsonObject json) {

    /// Name of the old version's live database, such as `aeroclub_131`.
    static final String ORIGIN = "origin";
    /// Name that the new version's database will have.
    static final String TARGET = "target";
    /// Under which the old database is kept since the switch.
    static final String KEPT = "kept";
    /// Revision of the space from which its gate is closed.
    static final String HOLD_REVISION = "holdRevision";
    /// When the gate was closed.
    static final String HELD_AT = "heldAt";
    /// Checksum of the scripts that were rehearsed.
    static final String SCRIPTS = "scripts";
    static final String REHEARSED_AT = "rehearsedAt";
    /// Whether a copy behind a closed gate has taken too long: the next rehearsal makes its own beside the open space.
    static final String SPARED = "spared";
    /// What a hold of the space takes from fence to switch, in milliseconds, by the rehearsal.
    static final String PREDICTED = "predictedMillis";
    /// What the rehearsal found, for people.
    static final String REPORT = "report";
    /// One side of the ledger, as the old version had it.
    static final String BEFORE = "before";
    /// Milliseconds by step of this attempt.
    static final String TOOK = "took";
    /// Why it stopped, was refused or goes back: a sentence; null once somebody has said what is next, or a try begins.
    static final String BECAUSE = "because";
    /// When the old version served again.
    static final String REVERSED_AT = "reversedAt";
    /// When the club said that all is well.
    static final String ACCEPTED_AT = "acceptedAt";
    /// When the archive was made that stays when the old database goes.
    static final String ARCHIVED_AT = "archivedAt";
    /// Whether to go on at once when the rehearsal has found nothing.
    static final String START_AT_ONCE = "startAtOnce";
    /// Whether to go on at once, too, when it has found rows that cannot be carried over as they are.
    static final String ORPHANS_ACCEPTED = "orphansAccepted";
    /// Whether somebody broke it off: then nothing but somebody's word begins it again.
    static final String BROKEN_OFF = "brokenOff";
    /// Whether it was withdrawn behind a closed gate: once that is open, it is over.
    static final String WITHDRAWN = "withdrawn";
    /// Before which it does not begin again by itself.
    static final String NOT_BEFORE = "notBefore";
    /// What has been written since the switch, by table; as of the last look.
    static final String WRITTEN = "written";
    /// How many rows have been written since the switch, when the club was asked; absent if nobody knew.
    static final String WRITES = "writes";
    /// After how many days without a word the club was reminded last.
    static final String REMINDED = "remindedDays";
    /// What an operator has counted after a copy by hand.
    static final String COUNTS = "counts";
    /// Whether somebody wants it now, in its window or not.
    static final String NOW = "now";
    /// Whether the club has given up what was written since; said anew each time.
    static final String LOSS_ACCEPTED = "lossAccepted";
    /// Mark of the list that it was shown, and which alone it has given up; null for whatever there will be.
    static final String LOSS_SHOWN = "lossShown";
    /// Whether nobody has asked for the way back: the new version had fallen silent.
    static final String FELL_SILENT = "fellSilent";

    DatabaseName origin() {
        return new DatabaseName(text(ORIGIN));
    }

    DatabaseName target() {
        return new DatabaseName(text(TARGET));
    }

    DatabaseName kept() {
        return new DatabaseName(text(KEPT));
    }

    boolean hasDatabases() {
        return json.containsKey(ORIGIN);
    }

    long holdRevision() {
        return json.getLong(HOLD_REVISION, 0L);
    }

    Optional<Duration> predicted() {
        return Optional.ofNullable(json.getLong(PREDICTED)).map(Duration::ofMillis);
    }

    boolean isSpared() {
        return json.getBoolean(SPARED, false);
    }

    boolean startsAtOnce() {
        return json.getBoolean(START_AT_ONCE, false);
    }

    /// Whether its rehearsal has found nothing that somebody should see first, and nothing has stopped it since: what
    /// was found wrong with it would be found again at once.
    boolean isApprovedBeforehand() {
        var report = json.getJsonObject(REPORT, new JsonObject());
        return startsAtOnce()
                && json.getString(BECAUSE) == null
                && (json.getBoolean(ORPHANS_ACCEPTED, false)
                        || report.getJsonArray("orphans", new JsonArray()).isEmpty());
    }

    /// Whether the club has given up what this list names.
    boolean givesUp(Written written) {
        var shown = json.getString(LOSS_SHOWN);
        return acceptsLoss() && (shown == null || shown.equals(written.mark()));
    }

    boolean acceptsLoss() {
        return json.getBoolean(LOSS_ACCEPTED, false);
    }

    boolean fellSilent() {
        return json.getBoolean(FELL_SILENT, false);
    }

    /// Whether the club has said that all is well, whatever it has said since.
    boolean isAccepted() {
        return json.getString(ACCEPTED_AT) != null;
    }

    boolean isWithdrawn() {
        return json.getBoolean(WITHDRAWN, false);
    }

    boolean isWantedNow() {
        return json.getBoolean(NOW, false);
    }

    /// Whether it may begin by itself.
    boolean mayBegin(Instant now) {
        var notBefore = json.getString(NOT_BEFORE);
        return !json.getBoolean(BROKEN_OFF, false) && (notBefore == null || !now.isBefore(Instant.parse(notBefore)));
    }

    private String text(String name) {
        return Objects.requireNonNull(json.getString(name), name);
    }
}
