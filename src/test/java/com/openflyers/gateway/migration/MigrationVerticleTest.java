package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.LookoutVerticle;
import com.openflyers.gateway.testing.RecordedLog;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated // it reads what everybody logs
class MigrationVerticleTest {

    private final Vertx vertx = Vertx.vertx();
    private final Promise<Void> lookedAgain = Promise.promise();

    @AfterEach
    void close() {
        result(vertx.close().map(true));
    }

    @Test
    void a_bug_in_the_look_for_work_is_told_with_its_stack_and_the_next_look_comes() {
        var bug = new NullPointerException("a bug");

        try (var log = RecordedLog.of(LookoutVerticle.class)) {
            failAtFirst(bug);

            assertThat(log.records()).extracting(LogRecord::getThrown).containsExactly(bug);
        }
    }

    @Test
    void a_registry_that_is_away_is_no_bug() {
        try (var log = RecordedLog.of(LookoutVerticle.class)) {
            failAtFirst(new VertxException("connection lost"));

            assertThat(log.lines()).isEmpty();
        }
    }

    private void failAtFirst(RuntimeException failure) {
        var looks = new AtomicInteger();
        var verticle = new MigrationVerticle(
                _ -> {
                    if (looks.incrementAndGet() == 1) {
                        throw failure;
                    }
                    var _ = lookedAgain.tryComplete();
                    return Optional.empty();
                },
                _ -> {},
                Future.succeededFuture(),
                1);
        var _ = result(vertx.deployVerticle(
                verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
        result(lookedAgain.future().map(true));
    }
}
