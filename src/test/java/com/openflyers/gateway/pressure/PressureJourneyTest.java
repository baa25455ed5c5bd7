package com.openflyers.gateway.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Load;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A real gateway in 128 MB of heap, pressed in every way: it stays small, and the others are served.
@Journey
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PressureJourneyTest {

    private static final long MIB = 1 << 20;
    /// Of 10 000 idle connections: 4 KiB each.
    private static final long HEAP = 40 * MIB;
    private static final long OUTSIDE = 48 * MIB;
    private static final int CLIENTS = 4;

    private PressedGateway gateway;

    @BeforeAll
    void start() {
        gateway = PressedGateway.start();
        var _ = Load.on(Hosts.CALM, gateway.port(), CLIENTS).awaitMore(100).stop();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void memory_stays_flat_and_others_are_served(Pressure pressure) {
        var heap = gateway.liveHeapBytes();
        var resident = gateway.residentBytes();

        try (var _ = pressure.begin(gateway.port())) {
            var others =
                    Load.on(Hosts.CALM, gateway.port(), CLIENTS).awaitMore(200).stop();
            var heapGrowth = gateway.liveHeapBytes() - heap;
            var nativeGrowth = gateway.residentBytes() - resident;

            System.out.printf(
                    "%s: heap %+.1f MiB, outside of it %+.1f MiB%n",
                    pressure.says(), (double) heapGrowth / MIB, (double) nativeGrowth / MIB);
            assertThat(others).allMatch(answer -> answer.status() == 200);
            assertThat(heapGrowth).isLessThan(HEAP);
            assertThat(nativeGrowth).isLessThan(OUTSIDE);
        }
        Futures.until("all who pressed have left", () -> gateway.connections() == 0);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void others_do_not_notice(Pressure pressure) {
        var effect = UnderPressure.measure(pressure, 5, 5);

        System.out.printf("%s: others' p99 × %.2f%n", pressure.says(), effect.ratio());
        assertThat(effect.refused()).isZero();
        assertThat(effect.ratio()).isLessThan(1.1);
    }
}
