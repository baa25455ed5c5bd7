package com.openflyers.gateway.provision;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The next so many bytes of a longer stream, which stays open.
final class Portion extends InputStream {

    private final InputStream in;
    private long left;

    Portion(InputStream in, long bytes) {
        this.in = in;
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        var read = in.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the file ends " + left + " bytes too early");
        }
        left -= read;
        return read;
    }
}
