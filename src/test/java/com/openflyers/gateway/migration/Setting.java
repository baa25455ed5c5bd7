package com.openflyers.gateway.migration;

import com.openflyers.gateway.registry.Engine;
import java.util.EnumSet;
import java.util.Set;

/// How large a world is, and what can go wrong in it.
///
/// @param attempts how often a migration is armed
/// @param requests writes of clients, each of which arrives once at some node
/// @param beside   writes of somebody who passes the gates by
/// @param crashes  of nodes; coordinators crash as often as they like
/// @param cuts     how often a node is cut off from the registry; it goes on serving
/// @param coordinators of which one may hold an old view of the migration
/// @param words    that people say, whenever they have a place
record Setting(
        State start,
        Engine engine,
        int attempts,
        int requests,
        int beside,
        int crashes,
        int cuts,
        int coordinators,
        Set<Event> words,
        Set<SeededFault> faults) {

    private static final Set<Event> CUTOVER = EnumSet.of(Event.ABORT, Event.DEADLINE, Event.WITHDRAW, Event.SCHEDULE);

    static Setting cutover() {
        return new Setting(State.SCHEDULED, Engine.POSTGRESQL, 2, 1, 1, 0, 0, 2, CUTOVER, Set.of());
    }

    static Setting rehearsal() {
        return new Setting(
                State.REQUESTED,
                Engine.POSTGRESQL,
                2,
                1,
                1,
                0,
                0,
                2,
                EnumSet.of(Event.ABORT, Event.DEADLINE, Event.APPROVE, Event.REHEARSE, Event.RESUME),
                Set.of());
    }

    static Setting reverse() {
        return new Setting(
                State.SCHEDULED,
                Engine.POSTGRESQL,
                2,
                1,
                1,
                0,
                0,
                2,
                EnumSet.of(Event.ABORT, Event.DEADLINE, Event.REVERSE, Event.ACCEPT),
                Set.of());
    }

    /// Whatever anybody may say, at any time.
    static Setting byHand() {
        return new Setting(
                State.REQUESTED,
                Engine.MANUAL,
                2,
                2,
                0,
                1,
                1,
                2,
                EnumSet.complementOf(EnumSet.of(Event.DONE, Event.FAILED, Event.SPARED)),
                Set.of());
    }

    Setting attempts(int count) {
        return new Setting(start, engine, count, requests, beside, crashes, cuts, coordinators, words, faults);
    }

    Setting requests(int count) {
        return new Setting(start, engine, attempts, count, beside, crashes, cuts, coordinators, words, faults);
    }

    Setting beside(int count) {
        return new Setting(start, engine, attempts, requests, count, crashes, cuts, coordinators, words, faults);
    }

    Setting crashes(int count) {
        return new Setting(start, engine, attempts, requests, beside, count, cuts, coordinators, words, faults);
    }

    Setting cuts(int count) {
        return new Setting(start, engine, attempts, requests, beside, crashes, count, coordinators, words, faults);
    }

    Setting coordinators(int count) {
        return new Setting(start, engine, attempts, requests, beside, crashes, cuts, count, words, faults);
    }

    Setting with(SeededFault fault) {
        return new Setting(
                start, engine, attempts, requests, beside, crashes, cuts, coordinators, words, Set.of(fault));
    }

    boolean has(SeededFault fault) {
        return faults.contains(fault);
    }

    boolean isManual() {
        return engine == Engine.MANUAL;
    }
}
