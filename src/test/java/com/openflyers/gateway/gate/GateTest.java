package com.openflyers.gateway.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openflyers.gateway.gate.Gate.Admission;
import org.junit.jupiter.api.Test;

class GateTest {

    private final Gate gate = new Gate(2, 2, 3, new Tickets(2, System::nanoTime));

    @Test
    void an_open_gate_admits_and_counts_on_every_lane() {
        assertThat(gate.enter(0)).isEqualTo(Admission.ADMITTED);
        assertThat(gate.enter(1)).isEqualTo(Admission.ADMITTED);
        assertThat(gate.inFlight()).isEqualTo(2);
        assertThat(gate.enter(0)).isEqualTo(Admission.FULL);

        assertThat(gate.leave(1)).isFalse();

        assertThat(gate.inFlight()).isEqualTo(1);
        assertThat(gate.admitted()).isEqualTo(2);
    }

    @Test
    void a_held_gate_lets_wait_and_a_refusing_one_does_not() {
        gate.hold();
        assertThat(gate.enter(0)).isEqualTo(Admission.HELD);
        var ticket = gate.takeTicket();
        assertThat(gate.enter(0, ticket)).isEqualTo(Admission.HELD);

        gate.refuse();

        assertThat(gate.enter(0)).isEqualTo(Admission.CLOSED);
        assertThat(gate.enter(0, ticket)).isEqualTo(Admission.CLOSED);
        assertThat(gate.admitted()).isZero();
    }

    @Test
    void who_waited_is_admitted_before_newcomers_and_uses_its_ticket_up() {
        gate.hold();
        var ticket = gate.takeTicket();
        gate.open();

        assertThat(gate.enter(1)).isEqualTo(Admission.HELD);
        assertThat(gate.enter(0, ticket)).isEqualTo(Admission.ADMITTED);

        assertThat(gate.held()).isZero();
        assertThat(gate.enter(1)).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void who_leaves_is_told_when_somebody_waits_for_the_place() {
        assertThat(gate.enter(0)).isEqualTo(Admission.ADMITTED);
        assertThat(gate.enter(0)).isEqualTo(Admission.ADMITTED);
        gate.hold();
        var ticket = gate.takeTicket();
        gate.open();
        assertThat(gate.enter(0, ticket)).isEqualTo(Admission.FULL);

        assertThat(gate.leave(0)).isTrue();

        assertThat(gate.enter(0, ticket)).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void those_in_flight_may_leave_a_closed_gate() {
        assertThat(gate.enter(0)).isEqualTo(Admission.ADMITTED);
        gate.hold();

        assertThat(gate.leave(0)).isFalse();

        assertThat(gate.inFlight()).isZero();
    }

    @Test
    void leaving_without_having_entered_is_a_bug() {
        assertThatThrownBy(() -> gate.leave(0)).isInstanceOf(IllegalStateException.class);
        assertThat(gate.inFlight()).isZero();
    }
}
