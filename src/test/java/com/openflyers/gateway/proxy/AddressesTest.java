package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.config.Settings;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "192.0.2.7, ::ffff:192.0.2.7",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff",
        "unknown, _hidden"
    })
    void one_client_is_counted_in_one_place(String address, String same) {
        var addresses = addresses("");

        assertThat(addresses.slotOf(same)).isEqualTo(addresses.slotOf(address));
    }

    @Test
    void different_clients_are_spread_over_the_slots() {
        var addresses = addresses("");

        var ipv4 = IntStream.range(0, 1_000).map(i -> addresses.slotOf("192.0." + i / 250 + "." + i % 250));
        var ipv6 = IntStream.range(0, 1_000).map(i -> addresses.slotOf("2001:db8:0:" + Integer.toHexString(i) + "::1"));

        assertThat(ipv4.distinct().count()).isGreaterThan(950);
        assertThat(ipv6.distinct().count()).isGreaterThan(950);
    }

    @Test
    void a_place_that_is_left_is_free_again() {
        var addresses = addresses("requests-per-address: 2");

        assertThat(addresses.enter(7)).isTrue();
        assertThat(addresses.enter(7)).isTrue();
        assertThat(addresses.enter(7)).isFalse();
        addresses.leave(7);
        assertThat(addresses.enter(7)).isTrue();
        assertThat(addresses.enter(8)).isTrue();
    }

    @Test
    void event_loops_that_count_at_the_same_time_admit_no_more_than_allowed() throws Exception {
        var addresses = addresses("requests-per-address: 2");
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        Runnable loop = () -> {
            for (var i = 0; i < 20_000; i++) {
                if (addresses.enter(7)) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    inside.decrementAndGet();
                    addresses.leave(7);
                }
            }
        };

        var loops = IntStream.range(0, 4)
                .mapToObj(_ -> Thread.ofPlatform().start(loop))
                .toList();
        for (var thread : loops) {
            thread.join();
        }

        assertThat(most).hasValueBetween(1, 2);
        assertThat(addresses.enter(7)).isTrue();
    }

    @Test
    void a_second_s_worth_may_come_at_once_and_then_only_what_time_brings() {
        var addresses = addresses("address-rate: 2");

        assertThat(addresses.mayAsk(7)).isTrue();
        assertThat(addresses.mayAsk(7)).isTrue();
        assertThat(addresses.mayAsk(7)).isFalse();
        assertThat(addresses.mayAsk(8)).isTrue();
    }

    @Test
    void without_limits_nothing_is_counted() {
        var addresses = addresses("requests-per-address: 0");

        assertThat(IntStream.range(0, 10_000)).allMatch(_ -> addresses.mayAsk(7) && addresses.enter(7));
    }

    private static Addresses addresses(String limit) {
        var yaml = "edge: {limits: {" + limit + "}}";
        return new Addresses(Limits.from(Settings.of(yaml, "test", Map.of())));
    }
}
