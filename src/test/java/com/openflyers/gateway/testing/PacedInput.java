package com.openflyers.gateway.testing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.LockSupport;

/// Reads a little at a time, with a pause before each.
final class PacedInput extends FilterInputStream {

    static final int PORTION = 16 * 1024;
    private static final long PAUSE = 200_000;

    PacedInput(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        LockSupport.parkNanos(PAUSE);
        return super.read(bytes, offset, Math.min(length, PORTION));
    }
}
