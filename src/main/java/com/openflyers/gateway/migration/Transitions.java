package com.openflyers.gateway.migration;

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
import static com.openflyers.gateway.migration.State.RETURNING;
import static com.openflyers.gateway.migration.State.REVERSED;
import static com.openflyers.gateway.migration.State.ROLLED_BACK;
import static com.openflyers.gateway.migration.State.SCHEDULED;
import static com.openflyers.gateway.migration.State.SWITCHED;
import static com.openflyers.gateway.migration.State.VERIFIED;
import static com.openflyers.gateway.migration.State.WITHDRAWN;

import com.openflyers.gateway.migration.Course.Purpose;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which state follows from which event. Pure: the same function runs in service and under the model checker.
///
/// Two rules stand behind the table. *Close before deciding*: the copy is taken only of a fenced database. *Decide
/// before opening*: [State#SWITCHED], [State#ROLLED_BACK] and [State#REVERSED] are the only ends of a hold, and each is
/// one transaction with its effect.
final class Transitions {

    private Transitions() {}

    /// @return empty when the event has no place in the state
    static Optional<State> next(State state, Course course, Event event) {
        return Optional.ofNullable(
                switch (state) {
                    case REQUESTED -> course.isManual() ? requestedByHand(event) : requested(event);
                    case PREFLIGHT -> preflight(event);
                    case ARMED -> armed(course, event);
                    case HOLDING -> held(event, course.isManual() ? AWAITING_COPY : FENCING);
                    case FENCING -> held(event, FENCED);
                    case FENCED -> held(event, course.purpose() == Purpose.REHEARSAL ? RETURNING : COPIED);
                    case RETURNING -> untilDone(event, COPIED);
                    case COPIED -> onCopy(course, event, course.purpose() == Purpose.REVERSE ? VERIFIED : COUNTED);
                    case COUNTED -> onCopy(course, event, MIGRATED);
                    case MIGRATED -> onCopy(course, event, VERIFIED);
                    case VERIFIED -> onCopy(course, event, end(course.purpose()));
                    case AWAITING_COPY -> copiedByHand(event);
                    case REHEARSED -> rehearsed(event);
                    case SCHEDULED -> scheduled(event);
                    case SWITCHED -> event == Event.DONE ? OBSERVING : null;
                    case OBSERVING -> event == Event.DONE ? AWAITING_CLUB : served(event);
                    case AWAITING_CLUB -> served(event);
                    case ACCEPTED -> accepted(event);
                    case ABORTING ->
                        untilDone(event, course.purpose() == Purpose.REVERSE ? AWAITING_CLUB : ROLLED_BACK);
                    case ROLLED_BACK, NEEDS_HUMAN -> stopped(course, event);
                    case ARCHIVED, REVERSED, REFUSED, WITHDRAWN -> null;
                });
    }

    private static @Nullable State requested(Event event) {
        return event == Event.DONE || event == Event.REHEARSE ? PREFLIGHT : refused(event);
    }

    /// Without a copy of ours there is nothing to rehearse on.
    private static @Nullable State requestedByHand(Event event) {
        return event == Event.APPROVE ? SCHEDULED : refused(event);
    }

    private static @Nullable State preflight(Event event) {
        return switch (event) {
            case DONE -> ARMED;
            case FAILED, DEADLINE -> NEEDS_HUMAN;
            default -> refused(event);
        };
    }

    /// Nothing is closed yet: there is nothing to abort, only something not to begin.
    private static @Nullable State armed(Course course, Event event) {
        return switch (event) {
            case DONE -> HOLDING;
            case FAILED, DEADLINE, ABORT -> notBegun(course.purpose());
            default -> course.purpose() == Purpose.REVERSE ? null : refused(event);
        };
    }

    private static State notBegun(Purpose purpose) {
        return switch (purpose) {
            case REHEARSAL -> NEEDS_HUMAN;
            case CUTOVER -> SCHEDULED;
            case REVERSE -> AWAITING_CLUB;
        };
    }

    private static @Nullable State held(Event event, State then) {
        return switch (event) {
            case DONE -> then;
            case FAILED, DEADLINE, ABORT, WITHDRAW -> ABORTING;
            default -> null;
        };
    }

    /// A rehearsal's copy stands aside, and the space has been open again for long: there is nothing to go back to.
    private static @Nullable State onCopy(Course course, Event event, State then) {
        if (course.purpose() != Purpose.REHEARSAL) {
            return held(event, then);
        }
        return switch (event) {
            case DONE -> then;
            case FAILED, DEADLINE, ABORT -> NEEDS_HUMAN;
            default -> refused(event);
        };
    }

    private static @Nullable State copiedByHand(Event event) {
        return switch (event) {
            case CONFIRM_COPIED -> VERIFIED;
            case FAILED, ABORT, WITHDRAW -> ABORTING;
            default -> null;
        };
    }

    private static State end(Purpose purpose) {
        return switch (purpose) {
            case REHEARSAL -> REHEARSED;
            case CUTOVER -> SWITCHED;
            case REVERSE -> REVERSED;
        };
    }

    private static @Nullable State rehearsed(Event event) {
        return switch (event) {
            case APPROVE -> SCHEDULED;
            case REHEARSE -> PREFLIGHT;
            default -> refused(event);
        };
    }

    private static @Nullable State scheduled(Event event) {
        return switch (event) {
            case DONE, START -> ARMED;
            // The rehearsal is too old, or its scripts have changed.
            case FAILED -> REHEARSED;
            case SCHEDULE -> SCHEDULED;
            case REHEARSE -> PREFLIGHT;
            default -> refused(event);
        };
    }

    private static @Nullable State served(Event event) {
        return switch (event) {
            case ACCEPT -> ACCEPTED;
            case REVERSE -> ARMED;
            default -> null;
        };
    }

    private static @Nullable State accepted(Event event) {
        return switch (event) {
            case ARCHIVE -> ARCHIVED;
            case REVERSE -> ARMED;
            default -> null;
        };
    }

    private static @Nullable State stopped(Course course, Event event) {
        return switch (event) {
            case REHEARSE, RESUME -> course.isManual() ? null : PREFLIGHT;
            case SCHEDULE -> course.purpose() == Purpose.CUTOVER ? SCHEDULED : null;
            default -> refused(event);
        };
    }

    /// Whatever goes wrong here, the space is closed: trying again is all there is.
    private static @Nullable State untilDone(Event event, State then) {
        return event == Event.DONE ? then : null;
    }

    private static @Nullable State refused(Event event) {
        return switch (event) {
            case REFUSE -> REFUSED;
            case WITHDRAW -> WITHDRAWN;
            default -> null;
        };
    }
}
