/// Moves a space from one version to another without losing a booking or showing an error.
///
/// A migration is a row with a [State]. What has to be done in a state is a [Step]; what follows from its end, from an
/// operator's word or from a deadline is said by [Transitions] alone, which knows nothing of databases and is checked
/// exhaustively. A [CoordinatorWorkflow] on any node takes a row, does its step and commits the next state together
/// with the step's effect on the catalogue, so that a process may die anywhere and another, or two at once, may go on:
/// whoever comes late finds that the row has moved, and his effect is rolled back with his change of state.
///
/// Safety sits at the database (the fence of package `provision`), comfort at the gates (the hold).
@NullMarked
@CheckReturnValue
package com.openflyers.gateway.migration;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
