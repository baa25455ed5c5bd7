package com.openflyers.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What the README shows, to be run as it stands there.
public final class Readme {

    private Readme() {}

    /// The only block of code in this language.
    public static String block(String language) {
        var fence = Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
        var blocks =
                fence.matcher(text()).results().map(match -> match.group(1)).toList();
        if (blocks.size() != 1) {
            throw new AssertionError("README.md has " + blocks.size() + " blocks in " + language + ", not one");
        }
        return blocks.getFirst();
    }

    private static String text() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
