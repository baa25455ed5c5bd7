package com.openflyers.gateway.provision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// Reads what the directory of the migrations says of versions and of the ways between them.
final class VersionFiles {

    /// What `<version>/version.yaml` says.
    ///
    /// @param schema  make the tables of an empty database
    /// @param rights  lets the role in that `:"role"` stands for
    /// @param neutral tables and columns that change without anybody having written
    /// @param firstMember makes the first member of a new club; empty if its members come another way
    /// @param settings    reads how a club has set itself up; empty if nobody has said how
    /// @param written     names rows for people; empty if nobody has said how
    record VersionFile(
            List<Script> schema,
            Script rights,
            List<String> neutral,
            Optional<Script> firstMember,
            Optional<Script> settings,
            Optional<Script> written) {}

    /// Of one check of the ledger.
    record CheckQuery(String name, Ledger.Rule rule, String before, String after) {}

    /// What `<from>-to-<to>/ledger.yaml` says.
    record LedgerFile(String orphans, List<CheckQuery> checks) {}

    private final Path directory;

    VersionFiles(Path directory) {
        this.directory = directory;
    }

    /// Empty if there is no way between the versions.
    Optional<Scripts> scripts(String from, String to) {
        var way = directory.resolve(from + "-to-" + to);
        if (!Files.isDirectory(way)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(way)) {
            var scripts = files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .map(VersionFiles::script)
                    .toList();
            return Optional.of(new Scripts(from, to, scripts));
        } catch (IOException e) {
            throw unreadable(way, e);
        }
    }

    boolean knows(String version) {
        return Files.isRegularFile(directory.resolve(version).resolve("version.yaml"));
    }

    VersionFile version(String version) {
        var file = directory.resolve(version).resolve("version.yaml");
        var yaml = read(file);
        var schema = texts(file, yaml, "schema").stream()
                .map(name -> script(file.resolveSibling(name)))
                .toList();
        return new VersionFile(
                schema,
                script(file.resolveSibling(text(file, yaml, "rights"))),
                texts(file, yaml, "neutral"),
                optional(file, yaml, "first-member"),
                optional(file, yaml, "settings"),
                optional(file, yaml, "written"));
    }

    private static Optional<Script> optional(Path file, Map<?, ?> yaml, String key) {
        return yaml.containsKey(key)
                ? Optional.of(script(file.resolveSibling(text(file, yaml, key))))
                : Optional.empty();
    }

    LedgerFile ledger(String from, String to) {
        var file = directory.resolve(from + "-to-" + to).resolve("ledger.yaml");
        var yaml = read(file);
        if (!(yaml.get("checks") instanceof List<?> members)) {
            throw bad(file, "checks", "expected a list");
        }
        var checks = members.stream().map(member -> check(file, member)).toList();
        return new LedgerFile(text(file, yaml, "orphans"), checks);
    }

    private static CheckQuery check(Path file, Object member) {
        if (!(member instanceof Map<?, ?> yaml)) {
            throw bad(file, "checks", "expected a mapping for each check");
        }
        var rule = switch (text(file, yaml, "rule")) {
            case "equal" -> Ledger.Rule.EQUAL;
            case "not-more" -> Ledger.Rule.NOT_MORE;
            default -> throw bad(file, "rule", "expected equal or not-more");
        };
        return new CheckQuery(text(file, yaml, "name"), rule, text(file, yaml, "before"), text(file, yaml, "after"));
    }

    private static Script script(Path file) {
        try {
            var sql = Files.readString(file);
            return new Script(file.getFileName().toString(), sql, Sums.sha256(sql));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Map<?, ?> read(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            var yaml = new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(reader);
            if (yaml instanceof Map<?, ?> map) {
                return map;
            }
            throw bad(file, "the file", "expected a mapping");
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (YAMLException e) {
            throw unreadable(file, new IOException(e.getMessage(), e));
        }
    }

    private static String text(Path file, Map<?, ?> yaml, String key) {
        if (yaml.get(key) instanceof String text) {
            return text;
        }
        throw bad(file, key, "expected a text");
    }

    private static List<String> texts(Path file, Map<?, ?> yaml, String key) {
        if (yaml.get(key) instanceof List<?> members) {
            return members.stream().map(String::valueOf).toList();
        }
        throw bad(file, key, "expected a list of texts");
    }

    private static UncheckedIOException bad(Path file, String key, String rule) {
        return unreadable(file, new IOException(key + ": " + rule));
    }

    /// The message is a sentence for an operator, who has put the file there.
    private static UncheckedIOException unreadable(Path file, IOException cause) {
        var said = cause instanceof NoSuchFileException ? "there is none" : cause.getMessage();
        return new UncheckedIOException(file + ": " + said, cause);
    }
}
