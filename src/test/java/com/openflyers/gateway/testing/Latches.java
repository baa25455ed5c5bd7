package com.openflyers.gateway.testing;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waiting for another thread, in tests and in the scripts of upstreams.
public final class Latches {

    private static final int PATIENCE_SECONDS = 60;

    private Latches() {}

    /// @throws IOException when it does not come, which ends the script that waits
    public static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("what this waits for does not come");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
