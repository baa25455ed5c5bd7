package com.openflyers.gateway.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds a Chromium for the tests, or gets one, so that nobody has to install anything by hand.
///
/// In this order: the one that `CHROMIUM_PATH` (environment or system property) names; the first on the path;
/// Playwright's own download, where that can be reached; Debian's package, as [Program] gets it. No test is skipped
/// for want of one: it fails with a sentence.
public final class ChromiumFinder {

    static final String SETTING = "CHROMIUM_PATH";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Duration DOWNLOAD = Duration.ofMinutes(4);
    private static @Nullable Found found;

    private ChromiumFinder() {}

    /// @param executable empty for the one that Playwright downloaded and knows
    public record Found(Optional<Path> executable) {}

    /// Looks once in the life of this process.
    public static synchronized Found found() {
        var known = found;
        if (known == null) {
            known = configured(Optional.ofNullable(System.getProperty(SETTING, System.getenv(SETTING))))
                    .or(() -> onPath(System.getenv()))
                    .map(path -> new Found(Optional.of(path)))
                    .or(ChromiumFinder::download)
                    .orElseGet(() -> new Found(Optional.of(new Program(NAMES.getFirst(), "chromium").path())));
            found = known;
        }
        return known;
    }

    static Optional<Path> configured(Optional<String> setting) {
        setting.map(Path::of).filter(path -> !Files.isExecutable(path)).ifPresent(path -> {
            throw new IllegalStateException(SETTING + " = \"" + path + "\": there is no program to run.");
        });
        return setting.map(Path::of);
    }

    static Optional<Path> onPath(Map<String, String> environment) {
        var directories = environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1);
        return NAMES.stream()
                .flatMap(name -> Stream.of(directories).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Found> download() {
        if (!reachable("cdn.playwright.dev")) {
            return Optional.empty();
        }
        var java = ProcessHandle.current().info().command().orElse("java");
        var classPath = System.getProperty("java.class.path");
        var downloaded = new Found(Optional.empty());
        return run(java, "-cp", classPath, "com.microsoft.playwright.CLI", "install", "chromium") && starts(downloaded)
                ? Optional.of(downloaded)
                : Optional.empty();
    }

    /// Playwright's build needs libraries of the system's that may not be there.
    private static boolean starts(Found candidate) {
        try (var _ = Chromium.launch(candidate)) {
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }

    private static boolean reachable(String host) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, 443), 3000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean run(String... command) {
        try {
            var running = new ProcessBuilder(command).inheritIO().start();
            if (running.waitFor(DOWNLOAD.toSeconds(), TimeUnit.SECONDS)) {
                return running.exitValue() == 0;
            }
            running.destroyForcibly();
            return false;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
