package com.openflyers.gateway.config;

import com.openflyers.gateway.config.Value.Form;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The values of a YAML file, each of which an environment variable may replace: `edge.probe-path` is also
/// `GATEWAY_EDGE_PROBE_PATH`.
///
/// A feature reads its keys once, at start, into a record of its own. A bad value is noted and read as the default, so
/// that reading always ends; [#requireSound] comes after every feature has read. Not for several threads.
public final class Settings {

    private final Sources sources;

    private Settings(Sources sources) {
        this.sources = sources;
    }

    /// @param source what to call the YAML text in a fault: its file
    public static Settings of(String yaml, String source, Map<String, String> environment) {
        return new Settings(new Sources(source, YamlKeys.read(yaml, source), environment));
    }

    /// A file that cannot be read is a fault like any other.
    public static Settings read(Path file, Map<String, String> environment) {
        try {
            return of(Files.readString(file), file.toString(), environment);
        } catch (CharacterCodingException e) {
            return unreadable(file, environment, "expected text in UTF-8");
        } catch (IOException e) {
            return unreadable(file, environment, "expected a file that can be read");
        }
    }

    private static Settings unreadable(Path file, Map<String, String> environment, String rule) {
        var settings = of("", file.toString(), environment);
        settings.sources.refuse("", null, file.toString(), rule);
        return settings;
    }

    public String text(String key, String otherwise) {
        return parsed(key, otherwise, Plain::filled);
    }

    public Optional<String> optionalText(String key) {
        return optional(key, Plain::filled);
    }

    public boolean flag(String key, boolean otherwise) {
        return parsed(key, otherwise, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        });
    }

    public int integer(String key, int otherwise, int min, int max) {
        var rule = "expected a whole number from " + min + " to " + max;
        return parsed(key, otherwise, text -> Plain.within(Plain.wholeNumber(text, rule), min, max, rule));
    }

    /// @return 0 to 65535, where 0 lets the system choose
    public int port(String key, int otherwise) {
        return integer(key, otherwise, 0, 65_535);
    }

    public Duration duration(String key, Duration otherwise) {
        return parsed(key, otherwise, Units::duration);
    }

    public Duration duration(String key, Duration otherwise, Duration min, Duration max) {
        var rule = "expected a duration from " + Units.print(min) + " to " + Units.print(max);
        return parsed(key, otherwise, text -> Plain.within(Units.duration(text), min, max, rule));
    }

    public long bytes(String key, long otherwise) {
        return parsed(key, otherwise, Units::bytes);
    }

    public long bytes(String key, long otherwise, long min, long max) {
        var rule = "expected a size from " + Units.print(min) + " to " + Units.print(max);
        return parsed(key, otherwise, text -> Plain.within(Units.bytes(text), min, max, rule));
    }

    /// For a key without a default.
    public Optional<Long> optionalBytes(String key) {
        return optional(key, Units::bytes);
    }

    /// One of the constants' names, in small letters.
    public <E extends Enum<E>> E choice(String key, E otherwise) {
        var constants = otherwise.getDeclaringClass().getEnumConstants();
        var words = Arrays.stream(constants).map(Plain::word).collect(Collectors.joining(", "));
        return parsed(
                key,
                otherwise,
                text -> Arrays.stream(constants)
                        .filter(constant -> Plain.word(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("expected one of " + words)));
    }

    /// A YAML list; in an environment variable, separated by commas.
    public List<String> texts(String key, List<String> otherwise) {
        return parsedList(key, otherwise, Plain::filled);
    }

    /// The members of a YAML mapping whose names are not ours, in their order; in an environment variable,
    /// `name=value` separated by commas, which replaces the whole mapping.
    public Map<String, String> entries(String key) {
        return parsedEntries(key, Plain::filled);
    }

    /// As [#entries], each value read by a parser as in [#parsed].
    public <T> Map<String, T> parsedEntries(String key, Function<String, T> parser) {
        sources.askGroup(key);
        var itself = sources.find(key);
        var members = itself == null ? sources.members(key) : pairs(key, itself);
        var entries = new LinkedHashMap<String, T>();
        members.forEach(
                (name, value) -> parse(key + "." + name, value, parser).ifPresent(one -> entries.put(name, one)));
        return entries;
    }

    /// A value that is never written in the configuration file: the environment variable of the key, or the content of
    /// the file that `key-file` (or its variable) names.
    public Optional<Secret> secret(String key) {
        sources.ask(key, "");
        var fileKey = key + "-file";
        var named = optionalText(fileKey);
        var written = sources.inFile(key);
        if (written != null) {
            var rule = "a secret is not written here: set " + Sources.variable(key) + " or " + fileKey;
            sources.refuse(key, Secret.MASK, written.source(), rule);
        }
        var direct = sources.inEnvironment(key);
        if (direct == null) {
            return named.isEmpty() ? Optional.empty() : optional(fileKey, SecretFile::read);
        }
        if (sources.inEnvironment(fileKey) != null) {
            var rule = "set either this or " + Sources.variable(fileKey);
            sources.refuse(key, Secret.MASK, direct.source(), rule);
        }
        if (direct.shown().isBlank()) {
            sources.refuse(key, Secret.MASK, direct.source(), "expected a text that is not blank");
            return Optional.empty();
        }
        return Optional.of(new Secret(direct.shown()));
    }

    /// Reads a value by a parser of the caller's.
    ///
    /// @param parser throws IllegalArgumentException with the rule as its message
    public <T> T parsed(String key, T otherwise, Function<String, T> parser) {
        sources.ask(key, Plain.print(otherwise));
        return optional(key, parser).orElse(otherwise);
    }

    /// As [#parsed], for a key without a default.
    public <T> Optional<T> optional(String key, Function<String, T> parser) {
        sources.ask(key, "");
        var value = sources.find(key);
        return value == null ? Optional.empty() : parse(key, value, parser);
    }

    /// As [#parsed], for each member of a list.
    public <T> List<T> parsedList(String key, List<T> otherwise, Function<String, T> parser) {
        sources.ask(key, otherwise.stream().map(Plain::print).collect(Collectors.joining(", ")));
        var value = sources.find(key);
        if (value == null) {
            return otherwise;
        }
        var members = new ArrayList<T>();
        for (var text : value.form() == Form.LIST ? value.texts() : Plain.split(value.shown())) {
            try {
                members.add(parser.apply(text));
            } catch (IllegalArgumentException e) {
                sources.refuse(key, text, value.source(), String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(members);
    }

    /// Notes a fault that only the reader of several keys can see, or that a key is missing.
    public void refuse(String key, String rule) {
        sources.refuse(key, rule);
    }

    /// As [#refuse], for a secret: names the variable or the file that it came from, and does not show it.
    public void refuseSecret(String key, String rule) {
        var direct = sources.inEnvironment(key);
        if (direct == null) {
            sources.refuse(key + "-file", rule);
        } else {
            sources.refuse(key, Secret.MASK, direct.source(), rule);
        }
    }

    /// All keys asked for, in that order, each with its default as text; an empty one stands for none.
    public SequencedMap<String, String> asked() {
        return sources.asked();
    }

    /// What is wrong so far, and every key and `GATEWAY_` variable that nobody has asked for.
    public List<Fault> faults() {
        return sources.faults();
    }

    /// @throws InvalidSettings when there is a fault
    public void requireSound() {
        var faults = faults();
        if (!faults.isEmpty()) {
            throw new InvalidSettings(faults);
        }
    }

    private <T> Optional<T> parse(String key, Value value, Function<String, T> parser) {
        if (value.form() == Form.LIST) {
            sources.refuse(key, value, "expected one value, not a list");
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(value.shown()));
        } catch (IllegalArgumentException e) {
            sources.refuse(key, value, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Map<String, Value> pairs(String key, Value value) {
        var pairs = new LinkedHashMap<String, Value>();
        for (var pair : value.form() == Form.LIST ? value.texts() : Plain.split(value.shown())) {
            var equals = pair.indexOf('=');
            if (equals < 1 || equals == pair.length() - 1) {
                sources.refuse(key, pair, value.source(), "expected name=value, separated by commas");
            } else {
                var text = Value.plain(pair.substring(equals + 1), value.source());
                if (pairs.put(pair.substring(0, equals), text) != null) {
                    sources.refuse(key, pair, value.source(), "names " + pair.substring(0, equals) + " twice");
                }
            }
        }
        return pairs;
    }
}
