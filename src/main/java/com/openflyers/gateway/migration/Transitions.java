package com.openflyers.gateway.migration;

import static com.openflyers.gateway.migration.Event.ABORT;
import static com.openflyers.gateway.migration.Event.ACCEPT;
import static com.openflyers.gateway.migration.Event.APPROVE;
import static com.openflyers.gateway.migration.Event.ARCHIVE;
import static com.openflyers.gateway.migration.Event.CONFIRM_COPIED;
import static com.openflyers.gateway.migration.Event.DEADLINE;
import static com.openflyers.gateway.migration.Event.DONE;
import static com.openflyers.gateway.migration.Event.FAILED;
import static com.openflyers.gateway.migration.Event.REFUSE;
import static com.openflyers.gateway.migration.Event.REHEARSE;
import static com.openflyers.gateway.migration.Event.RESUME;
import static com.openflyers.gateway.migration.Event.REVERSE;
import static com.openflyers.gateway.migration.Event.SCHEDULE;
import static com.openflyers.gateway.migration.Event.SPARED;
import static com.openflyers.gateway.migration.Event.START;
import static com.openflyers.gateway.migration.Event.WITHDRAW;
import static com.openflyers.gateway.migration.State.ABORTING;
import static com.openflyers.gateway.migration.State.ACCEPTED;
import static com.openflyers.gateway.migration.State.ARCHIVED;
import static com.openflyers.gateway.migration.State.ARMED;
import static com.openflyers.gateway.migration.State.AWAITING_CLUB;
import static com.openflyers.gateway.migration.State.AWAITING_COPY;
import static com.openflyers.gateway.migration.State.COPIED;
import static com.openflyers.gateway.migration.State.COUNTED;
import static com.openflyers.gateway.migration.State.FENCED;
import static com.openflyers.gateway.migration.State.FENCING;
import static com.openflyers.gateway.migration.State.HOLDING;
import static com.openflyers.gateway.migration.State.MIGRATED;
import static com.openflyers.gateway.migration.State.NEEDS_HUMAN;
import static com.openflyers.gateway.migration.State.OBSERVING;
import static com.openflyers.gateway.migration.State.PREFLIGHT;
import static com.openflyers.gateway.migration.State.REFUSED;
import static com.openflyers.gateway.migration.State.REHEARSED;
import static com.openflyers.gateway.migration.State.REQUESTED;
import static com.openflyers.gateway.migration.State.RETURNING;
import static com.openflyers.gateway.migration.State.REVERSED;
import static com.openflyers.gateway.migration.State.ROLLED_BACK;
import static com.openflyers.gateway.migration.State.SCHEDULED;
import static com.openflyers.gateway.migration.State.SWITCHED;
import static com.openflyers.gateway.migration.State.VERIFIED;
import static com.openflyers.gateway.migration.State.WITHDRAWN;
import static com.openflyers.gateway.migration.StateTable.Ways.to;

import com.openflyers.gateway.migration.StateTable.Ways;
import java.util.Optional;

/// Which state follows from which event, in a table for each course. Pure: the same runs in service and under the
/// model checker.
///
/// Two rules stand behind the tables. *Close before deciding*: the copy is taken only of a fenced database, or by hand
/// behind a gate that refuses. *Decide before opening*: a hold ends in [State#SWITCHED] or [State#REVERSED], or by way
/// of [State#ABORTING] where it began, and each is one transaction with its effect.
final class Transitions {

    /// No gate is closed: it comes to nothing at a word.
    private static final Ways ENDED = to(REFUSED, REFUSE).and(to(WITHDRAWN, WITHDRAW));
    /// A gate is closed: first it is opened again.
    private static final Ways BROKEN_OFF = to(ABORTING, FAILED, DEADLINE, ABORT, WITHDRAW);
    private static final Ways WAY_BACK_BROKEN_OFF = to(ABORTING, FAILED, DEADLINE, ABORT);

    /// The new version serves, whoever has made its database.
    private static final StateTable SERVED = StateTable.empty()
            .in(SWITCHED, to(OBSERVING, DONE))
            .in(OBSERVING, to(AWAITING_CLUB, DONE), to(ACCEPTED, ACCEPT), to(ARMED, REVERSE))
            .in(AWAITING_CLUB, to(ACCEPTED, ACCEPT), to(ARMED, REVERSE))
            .in(ACCEPTED, to(ARCHIVED, ARCHIVE), to(ARMED, REVERSE));

    /// Between two tries, of databases that we make. From SCHEDULED back to REHEARSED: the rehearsal is too old, or its
    /// scripts have changed.
    private static final StateTable BETWEEN = StateTable.empty()
            .in(REQUESTED, to(PREFLIGHT, DONE, REHEARSE), ENDED)
            .in(PREFLIGHT, to(ARMED, DONE), to(NEEDS_HUMAN, FAILED, DEADLINE), ENDED)
            .in(REHEARSED, to(SCHEDULED, APPROVE), to(PREFLIGHT, REHEARSE), ENDED)
            .in(
                    SCHEDULED,
                    to(ARMED, DONE, START),
                    to(SCHEDULED, SCHEDULE),
                    to(REHEARSED, FAILED),
                    to(PREFLIGHT, REHEARSE),
                    ENDED);

    /// From RETURNING on the space is open: there is nothing to go back to. One that is too large to wait for its copy
    /// is never closed.
    private static final StateTable REHEARSAL = BETWEEN.in(
                    ARMED, to(HOLDING, DONE), to(COPIED, SPARED), to(NEEDS_HUMAN, FAILED, DEADLINE, ABORT), ENDED)
            .in(HOLDING, to(FENCING, DONE), BROKEN_OFF)
            .in(FENCING, to(FENCED, DONE), BROKEN_OFF)
            .in(FENCED, to(RETURNING, DONE), BROKEN_OFF)
            .in(RETURNING, to(COPIED, DONE))
            .in(COPIED, to(COUNTED, DONE), to(NEEDS_HUMAN, FAILED, DEADLINE, ABORT), ENDED)
            .in(COUNTED, to(MIGRATED, DONE), to(NEEDS_HUMAN, FAILED, DEADLINE, ABORT), ENDED)
            .in(MIGRATED, to(VERIFIED, DONE), to(NEEDS_HUMAN, FAILED, DEADLINE, ABORT), ENDED)
            .in(VERIFIED, to(REHEARSED, DONE), to(NEEDS_HUMAN, FAILED, DEADLINE, ABORT), ENDED)
            .in(ABORTING, to(ROLLED_BACK, DONE), to(WITHDRAWN, WITHDRAW))
            .in(ROLLED_BACK, to(PREFLIGHT, REHEARSE, RESUME), ENDED)
            .in(NEEDS_HUMAN, to(PREFLIGHT, REHEARSE, RESUME), ENDED);

    private static final StateTable CUTOVER = BETWEEN.with(SERVED)
            .in(ARMED, to(HOLDING, DONE), to(SCHEDULED, FAILED, DEADLINE, ABORT), ENDED)
            .in(HOLDING, to(FENCING, DONE), BROKEN_OFF)
            .in(FENCING, to(FENCED, DONE), BROKEN_OFF)
            .in(FENCED, to(COPIED, DONE), BROKEN_OFF)
            .in(COPIED, to(COUNTED, DONE), BROKEN_OFF)
            .in(COUNTED, to(MIGRATED, DONE), BROKEN_OFF)
            .in(MIGRATED, to(VERIFIED, DONE), BROKEN_OFF)
            .in(VERIFIED, to(SWITCHED, DONE), BROKEN_OFF)
            .in(ABORTING, to(ROLLED_BACK, DONE), to(WITHDRAWN, WITHDRAW))
            .in(ROLLED_BACK, to(PREFLIGHT, REHEARSE, RESUME), to(SCHEDULED, SCHEDULE), ENDED)
            .in(NEEDS_HUMAN, to(PREFLIGHT, REHEARSE, RESUME), to(SCHEDULED, SCHEDULE), ENDED);

    private static final StateTable WAY_BACK = SERVED.in(
                    ARMED, to(HOLDING, DONE), to(AWAITING_CLUB, FAILED, DEADLINE, ABORT))
            .in(HOLDING, to(FENCING, DONE), WAY_BACK_BROKEN_OFF)
            .in(FENCING, to(FENCED, DONE), WAY_BACK_BROKEN_OFF)
            .in(FENCED, to(COPIED, DONE), WAY_BACK_BROKEN_OFF)
            .in(COPIED, to(VERIFIED, DONE), WAY_BACK_BROKEN_OFF)
            .in(VERIFIED, to(REVERSED, DONE), WAY_BACK_BROKEN_OFF)
            .in(ABORTING, to(AWAITING_CLUB, DONE));

    /// By hand, between two tries: without a copy of ours there is nothing to rehearse on.
    private static final StateTable BETWEEN_BY_HAND = StateTable.empty()
            .in(REQUESTED, to(SCHEDULED, APPROVE), ENDED)
            .in(SCHEDULED, to(ARMED, DONE, START), to(SCHEDULED, SCHEDULE), to(NEEDS_HUMAN, FAILED), ENDED)
            .in(ROLLED_BACK, to(SCHEDULED, SCHEDULE), ENDED)
            .in(NEEDS_HUMAN, to(SCHEDULED, SCHEDULE), ENDED);

    private static final StateTable CUTOVER_BY_HAND = BETWEEN_BY_HAND
            .with(SERVED)
            .in(ARMED, to(HOLDING, DONE), to(SCHEDULED, FAILED, DEADLINE, ABORT), ENDED)
            .in(HOLDING, to(AWAITING_COPY, DONE), BROKEN_OFF)
            .in(AWAITING_COPY, to(VERIFIED, CONFIRM_COPIED), to(ABORTING, FAILED, ABORT, WITHDRAW))
            .in(VERIFIED, to(SWITCHED, DONE), BROKEN_OFF)
            .in(ABORTING, to(ROLLED_BACK, DONE), to(WITHDRAWN, WITHDRAW));

    private static final StateTable WAY_BACK_BY_HAND = SERVED.in(
                    ARMED, to(HOLDING, DONE), to(AWAITING_CLUB, FAILED, DEADLINE, ABORT))
            .in(HOLDING, to(AWAITING_COPY, DONE), WAY_BACK_BROKEN_OFF)
            .in(AWAITING_COPY, to(VERIFIED, CONFIRM_COPIED), to(ABORTING, FAILED, ABORT))
            .in(VERIFIED, to(REVERSED, DONE), WAY_BACK_BROKEN_OFF)
            .in(ABORTING, to(AWAITING_CLUB, DONE));

    private Transitions() {}

    /// @return empty when the event has no place in the state
    static Optional<State> next(State state, Course course, Event event) {
        return table(course).next(state, event);
    }

    /// Until something is armed for the first time, the purpose is a rehearsal, by hand as well.
    private static StateTable table(Course course) {
        return switch (course.engine()) {
            case POSTGRESQL ->
                switch (course.purpose()) {
                    case REHEARSAL -> REHEARSAL;
                    case CUTOVER -> CUTOVER;
                    case REVERSE -> WAY_BACK;
                };
            case MANUAL ->
                switch (course.purpose()) {
                    case REHEARSAL -> BETWEEN_BY_HAND;
                    case CUTOVER -> CUTOVER_BY_HAND;
                    case REVERSE -> WAY_BACK_BY_HAND;
                };
        };
    }
}
