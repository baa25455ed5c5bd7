package com.openflyers.gateway.demo.v131;

import com.openflyers.gateway.demo.web.Visit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Sessions as PHP keeps them: a file each, in a directory that all servers of the version share.
///
/// The file names the member and what the session is bound to: client address, club and Host. Who comes from
/// elsewhere with the same cookie is nobody.
final class Sessions {

    static final String COOKIE = "PHPSESSID";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path directory;

    Sessions(Path directory) {
        this.directory = directory;
    }

    /// @return the member's number
    OptionalInt find(String id, Club club, Visit visit) {
        if (!ID.matcher(id).matches()) {
            return OptionalInt.empty();
        }
        try {
            var parts = Files.readString(file(id)).split(" ", -1);
            return parts.length == 2 && parts[1].equals(binding(club, visit))
                    ? OptionalInt.of(Integer.parseInt(parts[0]))
                    : OptionalInt.empty();
        } catch (NoSuchFileException _) {
            return OptionalInt.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String newId() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// @return the new session's id
    String open(Member member, Club club, Visit visit) {
        var id = newId();
        try {
            // Written aside and moved, so that another server never reads half of it.
            var draft = Files.createTempFile(Files.createDirectories(directory), "draft", null);
            Files.writeString(draft, member.num() + " " + binding(club, visit));
            Files.move(draft, file(id), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return id;
    }

    void close(String id) {
        if (ID.matcher(id).matches()) {
            try {
                Files.deleteIfExists(file(id));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path file(String id) {
        return directory.resolve("sess_" + id);
    }

    private static String binding(Club club, Visit visit) {
        var bound = visit.address() + "\n" + club.name() + "\n" + visit.host();
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bound.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
