package com.openflyers.gateway.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openflyers.gateway.gate.FaultyDoor.Fault;
import com.openflyers.gateway.gate.Scenario.Doors;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every [Scenario] at the real gate: Lincheck runs its code step by step and switches between the threads at another
/// place each time. That it would find a fault is shown by seeded ones.
class GateInterleavingsTest {

    private static final int ORDERS = 300;

    @ParameterizedTest
    @EnumSource
    void whatever_the_order_of_steps_it_holds_that(Scenario scenario) {
        explore(scenario, new Real());
    }

    @ParameterizedTest
    @EnumSource
    void each_seeded_fault_is_found(Fault fault) {
        var found = catchThrowable(() -> explore(fault.shownBy(), new Faulty(fault)));

        assertThat(found).isNotNull();
    }

    private static void explore(Scenario scenario, Doors doors) {
        Lincheck.runConcurrentTest(ORDERS, new Play(scenario, doors));
    }

    private record Play(Scenario scenario, Doors doors) implements Runnable {

        @Override
        public void run() {
            scenario.play(doors);
        }
    }

    private record Real() implements Doors {

        @Override
        public Door make(int mostHeld) {
            return Door.real(mostHeld);
        }
    }

    private record Faulty(Fault fault) implements Doors {

        @Override
        public Door make(int mostHeld) {
            return new FaultyDoor(fault, mostHeld);
        }
    }
}
