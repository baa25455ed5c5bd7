package com.openflyers.gateway.migration;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.route.Space.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How migrations are driven.
///
/// @param holdBudget   from closing a gate to deciding; what is held longer would be given up by its browser
/// @param heldMost     that may wait at one node's gate: with more, it is opened again before it turns people away
/// @param barrier      for every node to close its gate and serve what is in flight; part of the budget
/// @param quiet        without a new request, the instant is quiet
/// @param quietWait    how long a quiet instant is awaited before the gate is closed all the same
/// @param due          from request to switch, as clubs are promised
/// @param observed     how long a new version is watched before the club is asked
/// @param silence      of all servers of a new version, after which it is left again while nothing was written on it
/// @param rehearsalAge after which a rehearsal says nothing any more
/// @param heldCopyBytes size of the largest database whose members wait while a rehearsal copies it
/// @param keepOriginal from acceptance to the day on which the old database may go
/// @param interruption for a migration by hand: how long the service is announced to be away
/// @param atOnce       how many migrations the node drives at once; with 0 it leaves all of them to other nodes
/// @param known        names of applications that may be connected to a database beside its version's servers
/// @param disk         bytes that PostgreSQL's databases may take; empty if nobody has said
/// @param alarmAddress of the operators, who are written to when a human is needed
public record MigrationSettings(
        Duration holdBudget,
        int heldMost,
        Duration barrier,
        Duration quiet,
        Duration quietWait,
        Duration due,
        Duration observed,
        Duration silence,
        Duration rehearsalAge,
        long heldCopyBytes,
        Duration keepOriginal,
        Duration interruption,
        int atOnce,
        List<String> known,
        Optional<Long> disk,
        Optional<String> alarmAddress) {

    /// Of the budget, kept for the way back.
    private static final Duration RESERVE = Duration.ofSeconds(2);
    /// Of the places before a gate.
    private static final double CROWDED = 0.7;
    /// What is predicted to take longer than this share of the budget is announced instead of held.
    private static final double MIDDLE = 0.4;

    public static MigrationSettings from(Settings settings) {
        var second = Duration.ofSeconds(1);
        var day = Duration.ofDays(1);
        return new MigrationSettings(
                settings.duration(
                        "migration.hold-budget",
                        second.multipliedBy(20),
                        second.multipliedBy(2),
                        second.multipliedBy(60)),
                (int) (settings.integer("edge.limits.held-per-space", 2_000, 0, 1_000_000) * CROWDED),
                settings.duration(
                        "migration.barrier", second.multipliedBy(7), Duration.ofMillis(100), second.multipliedBy(30)),
                settings.duration("migration.quiet", second, Duration.ofMillis(100), second.multipliedBy(60)),
                settings.duration("migration.quiet-wait", second.multipliedBy(60), Duration.ZERO, day),
                settings.duration("migration.due", day.multipliedBy(7), second, day.multipliedBy(60)),
                settings.duration("migration.observed", day, second, day.multipliedBy(30)),
                settings.duration("migration.silence", second.multipliedBy(30), second, Duration.ofMinutes(10)),
                settings.duration("migration.rehearsal-age", day.multipliedBy(7), second, day.multipliedBy(60)),
                settings.bytes("migration.held-copy", 2L << 30, 0, Long.MAX_VALUE),
                settings.duration(
                        "migration.keep-original", day.multipliedBy(90), Duration.ZERO, day.multipliedBy(3650)),
                settings.duration("migration.interruption", Duration.ofHours(4), second, day.multipliedBy(7)),
                settings.integer("migration.at-once", 4, 0, 32),
                settings.texts("migration.known-applications", List.of()),
                settings.optionalBytes("migration.disk"),
                settings.optionalText("operations.alarm-address"));
    }

    /// How the gate of a space is closed, and for how long.
    ///
    /// @param longest   until it must have been decided
    /// @param announced until when members are told to wait
    public record Hold(Mode mode, Duration longest, Duration announced, String french, String english) {}

    /// By what the space's own rehearsal has taken: an announced interruption where waiting would try patience.
    Hold hold(Migration migration) {
        return hold(migration, migration.purpose());
    }

    /// The one of the switch, for a migration that is not on its way back: also before that has begun, when its purpose
    /// is a rehearsal still.
    Hold ahead(Migration migration) {
        return hold(migration, migration.purpose() == Purpose.REHEARSAL ? Purpose.CUTOVER : migration.purpose());
    }

    private Hold hold(Migration migration, Purpose purpose) {
        if (migration.course().isManual()) {
            return interruption(migration, interruption, interruption);
        }
        var predicted = migration.known().predicted().orElse(Duration.ZERO);
        var middle = Duration.ofMillis((long) (holdBudget.toMillis() * MIDDLE));
        var waits = purpose == Purpose.REHEARSAL || predicted.compareTo(middle) <= 0;
        if (waits) {
            return new Hold(Mode.HOLD, holdBudget, holdBudget, "", "");
        }
        var longest = predicted.multipliedBy(2).plus(barrier).plus(RESERVE);
        return interruption(migration, longest, longest);
    }

    private static Hold interruption(Migration migration, Duration longest, Duration announced) {
        var text = migration.purpose() == Purpose.REVERSE
                ? new Text(
                        "Le carnet de réservation revient à la version %s.".formatted(migration.goal()),
                        "The booking system is going back to version %s.".formatted(migration.goal()))
                : new Text(
                        "Le carnet de réservation passe à la version %s. Rien de ce qui est enregistré ne se perd."
                                .formatted(migration.goal()),
                        "The booking system is moving to version %s. Nothing that is recorded gets lost."
                                .formatted(migration.goal()));
        return new Hold(Mode.REFUSE, longest, announced, text.french(), text.english());
    }
}
