package com.openflyers.gateway.migration;

/// Told where a coordinator is, which may hold it up or end it there: how faults are put into tests. In service it does
/// nothing.
interface StepObserver {

    StepObserver NONE = new StepObserver() {};

    /// The step of the state is about to begin.
    default void before(Migration migration) {}

    /// The step has done its work; nothing is recorded yet.
    default void after(Migration migration) {}

    default void beforeCommit(Migration migration, Event event) {}

    default void committed(Migration moved) {}
}
