package com.openflyers.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.observe.Readiness.Degraded;
import com.openflyers.gateway.observe.Readiness.NotReady;
import com.openflyers.gateway.observe.Readiness.Overall;
import com.openflyers.gateway.observe.Readiness.Ready;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private final Readiness readiness = new Readiness();

    @Test
    void a_node_is_as_ready_as_its_least_ready_part() {
        readiness.set("edge", new Ready());
        assertThat(readiness.report().overall()).isEqualTo(Overall.READY);

        readiness.set("registry", new Degraded("serving from the saved table"));
        assertThat(readiness.report().overall()).isEqualTo(Overall.DEGRADED);
        assertThat(readiness.report().takesTraffic()).isTrue();

        readiness.set("table", new NotReady("not loaded yet"));
        assertThat(readiness.report().overall()).isEqualTo(Overall.NOT_READY);
        assertThat(readiness.report().takesTraffic()).isFalse();
    }

    @Test
    void a_part_may_change_its_mind() {
        readiness.set("table", new NotReady("not loaded yet"));

        readiness.set("table", new Ready());

        assertThat(readiness.report().overall()).isEqualTo(Overall.READY);
    }

    @Test
    void every_reason_is_told() {
        readiness.set("table", new NotReady("not loaded yet"));
        readiness.set("registry", new Degraded("cannot be reached"));

        assertThat(readiness.report().facts())
                .containsEntry("table", new NotReady("not loaded yet"))
                .containsEntry("registry", new Degraded("cannot be reached"));
    }

    @Test
    void nothing_makes_a_draining_node_ready_again() {
        readiness.set("table", new Ready());

        readiness.drain();
        readiness.set("table", new Ready());

        assertThat(readiness.report().overall()).isEqualTo(Overall.DRAINING);
        assertThat(readiness.report().takesTraffic()).isFalse();
    }
}
