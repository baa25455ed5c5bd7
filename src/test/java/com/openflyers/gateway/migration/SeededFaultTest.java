package com.openflyers.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// The model check finds what it is there to find, each in the smallest world that shows it.
class SeededFaultTest {

    private static final Logger LOG = Logger.getLogger(SeededFaultTest.class.getName());

    private final Setting one = Setting.cutover().attempts(1).coordinators(1);

    @Test
    void without_a_fence_the_database_is_written_after_it_was_copied() {
        assertThat(broken(one.with(SeededFault.NO_FENCE))).startsWith("I3");
    }

    @Test
    void a_fence_that_keeps_sessions_lets_one_write_after_the_copy() {
        assertThat(broken(one.with(SeededFault.WEAK_FENCE))).startsWith("I3");
    }

    @Test
    void a_node_that_is_not_drained_fails_a_request() {
        assertThat(broken(one.with(SeededFault.NO_DRAIN))).startsWith("I5");
    }

    @Test
    void a_node_that_is_taken_for_dead_fails_a_request() {
        assertThat(broken(one.cuts(1).with(SeededFault.LEASE_EXPIRY))).startsWith("I5");
    }

    @Test
    void without_a_barrier_a_request_fails() {
        assertThat(broken(one.with(SeededFault.NO_BARRIER))).startsWith("I5");
    }

    @Test
    void a_node_that_starts_with_the_old_version_fails_a_request() {
        assertThat(broken(one.crashes(1).with(SeededFault.RESTART_BY_DEFAULT))).startsWith("I5");
    }

    @Test
    void opening_the_old_database_before_the_decision_lets_it_be_written_after_the_copy() {
        assertThat(broken(one.with(SeededFault.UNFENCED_BEFORE_DECISION))).startsWith("I3");
    }

    @Test
    void without_the_attempt_in_names_who_comes_late_replaces_a_converted_copy() {
        assertThat(broken(Setting.cutover().with(SeededFault.NO_ATTEMPT_IN_NAMES)))
                .startsWith("I2");
    }

    @Test
    void opening_the_old_database_at_the_switch_lets_both_versions_commit() {
        assertThat(broken(one.with(SeededFault.OLD_OPENED_AT_SWITCH))).startsWith("I1");
    }

    @Test
    void replacing_a_copy_that_was_finished_meanwhile_serves_an_unconverted_one() {
        assertThat(broken(one.coordinators(2).with(SeededFault.COPY_REPLACED_LATE)))
                .startsWith("I2");
    }

    @Test
    void a_switch_that_can_be_rolled_back_is_decided_twice() {
        assertThat(broken(one.with(SeededFault.SWITCH_UNDONE))).startsWith("I8");
    }

    @Test
    void what_is_withdrawn_behind_a_closed_gate_leaves_it_closed() {
        assertThat(broken(one.with(SeededFault.WITHDRAWN_BEHIND_GATE))).startsWith("I7");
    }

    private static String broken(Setting setting) {
        var findings = new Explorer(setting).explore();
        LOG.info(() -> setting.faults() + ": " + findings.sentence());
        return findings.broken().isEmpty() ? "nothing" : findings.broken().getFirst();
    }
}
