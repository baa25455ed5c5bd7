package com.openflyers.gateway.app;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Runs until SIGTERM or SIGINT, then stops in order and exits with 0.
@Command(
        name = "serve",
        description = "Runs the gateway until it is told to stop.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.USAGE)
final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = Logger.getLogger(ServeCommand.class.getName());

    /// Beyond the lame duck and the drain, for what comes after them.
    private static final Duration CLOSING = Duration.ofSeconds(15);

    @Mixin
    private ConfigurationOption configuration = new ConfigurationOption();

    @Override
    public Integer call() throws Exception {
        var settings = configuration.load();
        Logging.configure(settings.log());
        var started = Gateway.start(settings).toCompletionStage().toCompletableFuture();
        var hook = Thread.ofPlatform().name("shutdown").unstarted(() -> stop(started, settings.shutdown()));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            var _ = started.get();
        } catch (ExecutionException e) {
            var _ = Runtime.getRuntime().removeShutdownHook(hook);
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        LOG.info("started");
        // The gateway's own threads do the work; this one waits for the shutdown to end the process.
        new CountDownLatch(1).await();
        return 0;
    }

    /// Ends the process itself: left alone, a JVM that was told to stop by a signal exits with 128 and more.
    private static void stop(CompletableFuture<Gateway> started, ShutdownSettings shutdown) {
        var patience = shutdown.lameDuck().plus(shutdown.drain()).plus(CLOSING);
        var status = 0;
        try {
            var _ = started.thenCompose(gateway -> gateway.stop().toCompletionStage())
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("stopped");
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            LOG.log(Level.SEVERE, "did not stop in order", e);
            status = Main.FAILURE;
        }
        Runtime.getRuntime().halt(status);
    }
}
