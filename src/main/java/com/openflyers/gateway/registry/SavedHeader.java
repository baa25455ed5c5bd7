package com.openflyers.gateway.registry;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/// The first record of a file of the saved table.
///
/// @param generation of the snapshot; its journal has the same
/// @param batches    how many follow in a snapshot; a journal grows and says [#GROWING]
record SavedHeader(long generation, UUID registry, int batches) {

    static final int GROWING = -1;

    private static final String MAGIC = "openflyers-gateway saved table";
    /// Of everything in these files. Another one is refused: to be read by the build that wrote it.
    private static final int FORMAT = 2;

    byte[] encode() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(MAGIC);
            out.writeInt(FORMAT);
            out.writeLong(generation);
            out.writeLong(registry.getMostSignificantBits());
            out.writeLong(registry.getLeastSignificantBits());
            out.writeInt(batches);
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory failed", e);
        }
        return bytes.toByteArray();
    }

    /// @throws IOException with the reason, when this build cannot read the file
    static SavedHeader decode(DataInputStream in) throws IOException {
        if (!in.readUTF().equals(MAGIC)) {
            throw new IOException("it is no saved table");
        }
        var format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("its format is " + format + ", and this build reads " + FORMAT);
        }
        return new SavedHeader(in.readLong(), new UUID(in.readLong(), in.readLong()), in.readInt());
    }
}
