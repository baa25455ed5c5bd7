package com.openflyers.gateway.provision;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.provision.Quarantine.Outcome.SetAside;
import com.openflyers.gateway.provision.Quarantine.Sort;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropLookoutDatabaseTest {

    private final ClusterUnderTest cluster = ClusterUnderTest.shared();

    @Test
    void several_nodes_drop_what_is_due_once_and_nothing_else() {
        var quarantine = new Quarantine(InstantSource.system(), List.of());
        var due = setAside(quarantine, Sort.SCRATCH);
        var young = setAside(quarantine, Sort.DISPOSABLE);

        var nodes = List.of(node(), node(), node());

        until("dropped", () -> !cluster.exists(due));
        for (var node : nodes) {
            var _ = result(cluster.vertx.undeploy(node));
        }
        assertThat(cluster.exists(young)).isTrue();
    }

    private DatabaseName setAside(Quarantine quarantine, Sort sort) {
        var live = cluster.bookings("verticle");
        var scratch = live.scratch(1);
        cluster.execute(cluster.settings.name(), "ALTER DATABASE " + live + " RENAME TO " + scratch);
        return ((SetAside) cluster.transaction(tx -> quarantine.setAside(tx, scratch, sort))).name();
    }

    private String node() {
        var verticle = new DropWorkflow(cluster.settings)
                .lookout(Future.succeededFuture(), InstantSource.system(), Duration.ofMillis(20));
        return result(cluster.vertx.deployVerticle(
                verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
    }
}
