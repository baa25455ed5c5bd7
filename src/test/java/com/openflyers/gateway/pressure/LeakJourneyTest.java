package com.openflyers.gateway.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Load;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Waves of WebSockets and event streams, opened, used and left, under Netty's most suspicious look at its buffers.
@Journey
class LeakJourneyTest {

    private static final String PARANOID = "-Dio.netty.leakDetection.level=paranoid";
    private static final long MIB = 1 << 20;

    @Test
    void what_came_with_two_thousand_streams_goes_with_them() {
        var waves = IntStream.range(0, 2).iterator();

        ride(1_000, () -> waves.hasNext() && waves.nextInt() >= 0);
    }

    @Test
    @Tag("long")
    void two_thousand_streams_come_and_go_for_an_hour_and_leave_nothing() {
        var minutes = Integer.parseInt(System.getenv().getOrDefault("PRESSURE_MINUTES", "60"));
        var end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();

        ride(1_000, () -> System.nanoTime() < end);
    }

    /// @param size of each half of a wave
    private static void ride(int size, BooleanSupplier another) {
        try (var gateway = PressedGateway.start(Hosts.all(), PARANOID)) {
            wave(gateway, size);
            var heap = gateway.liveHeapBytes();
            var resident = gateway.residentBytes();

            while (another.getAsBoolean()) {
                wave(gateway, size);
            }

            var heapGrowth = gateway.liveHeapBytes() - heap;
            var nativeGrowth = gateway.residentBytes() - resident;
            // A lost buffer is reported when another one is asked for after a collection.
            var _ = Load.on(Hosts.CALM, gateway.port(), 2).awaitMore(100).stop();
            System.out.printf(
                    "%d streams, waves: heap %+.1f MiB, outside of it %+.1f MiB%n",
                    2 * size, (double) heapGrowth / MIB, (double) nativeGrowth / MIB);
            assertThat(gateway.output()).doesNotContain("LEAK");
            assertThat(heapGrowth).isLessThan(4 * MIB);
            assertThat(nativeGrowth).isLessThan(32 * MIB);
        }
    }

    private static void wave(PressedGateway gateway, int size) {
        try (var sockets = Crowd.of(size, gateway.port());
                var streams = Crowd.of(size, gateway.port())) {
            sockets.ask(Pressure.upgrade(), "\r\n\r\n").ask("ping", "ping").ask("pong", "pong");
            streams.ask(Pressure.get(Hosts.EVENTS), Hosts.EVENT + "\r\n");
        }
        Futures.until("the wave is gone", () -> gateway.connections() == 0);
    }
}
