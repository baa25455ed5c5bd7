package com.openflyers.gateway.registry;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Records one behind the other in a file: length, checksum of the length, content, checksum of the content.
///
/// The length has a checksum of its own so that a record which a crash cut off can be told from one whose length was
/// damaged and now seems to reach beyond the end.
final class Frames {

    sealed interface Next {

        record Content(DataInputStream in) implements Next {}

        /// Nothing follows.
        record End() implements Next {}

        /// A record begins and the file ends, or only zeros follow, as a crash leaves it.
        record Torn(int offset) implements Next {}

        record Damaged(int offset) implements Next {}
    }

    private static final int HEAD = 8;
    private static final int TAIL = 4;

    private final ByteBuffer file;

    Frames(byte[] file) {
        this.file = ByteBuffer.wrap(file);
    }

    static ByteBuffer wrap(byte[] content) {
        var frame = ByteBuffer.allocate(HEAD + content.length + TAIL);
        frame.putInt(content.length);
        frame.putInt(checksum(frame.array(), 0, 4));
        frame.put(content);
        frame.putInt(checksum(content, 0, content.length));
        return frame.flip();
    }

    Next next() {
        var offset = file.position();
        if (!file.hasRemaining()) {
            return new Next.End();
        }
        if (file.remaining() < HEAD || onlyZerosFrom(offset)) {
            return new Next.Torn(offset);
        }
        var length = file.getInt();
        if (file.getInt() != checksum(file.array(), offset, 4)) {
            return new Next.Damaged(offset);
        }
        if (file.remaining() < length + (long) TAIL) {
            return new Next.Torn(offset);
        }
        var content = file.position();
        file.position(content + length);
        return file.getInt() == checksum(file.array(), content, length)
                ? new Next.Content(new DataInputStream(new ByteArrayInputStream(file.array(), content, length)))
                : new Next.Damaged(offset);
    }

    private boolean onlyZerosFrom(int offset) {
        for (var i = offset; i < file.limit(); i++) {
            if (file.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
