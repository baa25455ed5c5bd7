package com.openflyers.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Looks at every state that a small world can take with the transition function that runs in service.
///
/// The same with other numbers, and what is found with a fault built in: [SeededFaultTest].
class ModelCheckTest {

    private static final Logger LOG = Logger.getLogger(ModelCheckTest.class.getName());

    /// Those that a migration by hand takes once it is recorded.
    private static final Set<State> BY_HAND = EnumSet.of(
            State.SCHEDULED,
            State.ARMED,
            State.HOLDING,
            State.AWAITING_COPY,
            State.VERIFIED,
            State.SWITCHED,
            State.OBSERVING,
            State.AWAITING_CLUB,
            State.ACCEPTED,
            State.ARCHIVED,
            State.ABORTING,
            State.ROLLED_BACK,
            State.REVERSED,
            State.REFUSED,
            State.WITHDRAWN,
            State.NEEDS_HUMAN);

    /// A client, a writer beside the gates, two coordinators, two attempts; and a node that crashes.
    @Test
    void a_cutover_with_a_crash_loses_nothing_and_can_always_be_settled() {
        var states = check(Setting.cutover().crashes(1));

        assertThat(states).contains(State.VERIFIED, State.AWAITING_CLUB, State.ROLLED_BACK, State.WITHDRAWN);
    }

    /// The same, and a node that is cut off instead.
    @Test
    void a_cutover_with_a_node_cut_off_loses_nothing_and_can_always_be_settled() {
        var states = check(Setting.cutover().cuts(1));

        assertThat(states).contains(State.VERIFIED, State.AWAITING_CLUB, State.ROLLED_BACK, State.WITHDRAWN);
    }

    @Test
    @Tag("long")
    void a_cutover_with_a_crash_and_a_node_cut_off_loses_nothing() {
        var _ = check(Setting.cutover().crashes(1).cuts(1));
    }

    @Test
    @Tag("long")
    void a_cutover_with_two_clients_loses_nothing() {
        var _ = check(Setting.cutover().requests(2));
    }

    @Test
    @Tag("long")
    void a_cutover_with_two_writes_beside_the_gates_loses_nothing() {
        var _ = check(Setting.cutover().beside(2).crashes(1));
    }

    @Test
    @Tag("long")
    void a_rehearsal_and_the_cutover_after_it_lose_nothing() {
        var states = check(Setting.rehearsal().crashes(1));

        assertThat(states).contains(State.RETURNING, State.REHEARSED, State.NEEDS_HUMAN, State.AWAITING_CLUB);
    }

    @Test
    @Tag("long")
    void the_way_back_after_a_switch_loses_nothing() {
        var states = check(Setting.reverse().crashes(1));

        assertThat(states).contains(State.REVERSED, State.ACCEPTED);
    }

    @Test
    @Tag("long")
    void a_cutover_by_hand_loses_nothing_of_what_comes_through_the_gates() {
        var states = check(Setting.byHand().requests(1));

        assertThat(states).containsAll(BY_HAND);
    }

    /// Whatever people say: there is nothing to rehearse, and no closed gate without a way to open it.
    @Test
    void by_hand_no_word_leaves_a_gate_closed() {
        var states = check(
                Setting.byHand().attempts(2).requests(0).crashes(0).cuts(0).coordinators(1));

        assertThat(states).isEqualTo(BY_HAND);
    }

    private static Set<State> check(Setting setting) {
        var explorer = new Explorer(setting);

        var findings = explorer.explore();
        LOG.info(() -> setting + ": " + findings.sentence());
        assertThat(findings.broken()).as("moves that break an invariant").isEqualTo(List.of());

        var ends = explorer.deadEnds();
        LOG.info(() -> "ways out of each: " + ends.sentence());
        assertThat(ends.broken()).as("moves that lead to a dead end").isEqualTo(List.of());
        return findings.states();
    }
}
