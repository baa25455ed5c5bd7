package com.openflyers.gateway.provision;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/// Counts and sums what is written through it.
final class Measured extends OutputStream {

    private final OutputStream out;
    private final MessageDigest digest = Sums.begin();
    private long bytes;

    Measured(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        out.write(buffer, offset, length);
        digest.update(buffer, offset, length);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }

    /// Once.
    String sha256() {
        return Sums.end(digest);
    }
}
