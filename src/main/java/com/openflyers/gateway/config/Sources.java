package com.openflyers.gateway.config;

import com.openflyers.gateway.config.Value.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The file and the environment side by side, which of their keys were asked for, and what is wrong with them.
final class Sources {

    private static final String PREFIX = "GATEWAY_";

    private final String name;
    private final Map<String, Value> file;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<Fault> faults;
    /// Key to default, in the order of asking.
    private final SequencedMap<String, String> asked = new LinkedHashMap<>();
    private final Map<String, String> variables = new TreeMap<>();
    private final List<String> openGroups = new ArrayList<>();

    /// @param name what to call the file in a fault of no line in particular
    Sources(String name, YamlKeys yaml, Map<String, String> environment) {
        this.name = name;
        this.file = yaml.values();
        this.faults = new ArrayList<>(yaml.faults());
        environment.forEach((variable, text) -> {
            if (variable.startsWith(PREFIX)) {
                this.environment.put(variable, text);
            }
        });
    }

    static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /// Makes the key a known one; the same key may be asked for again.
    ///
    /// @throws IllegalStateException when another key has the same environment variable
    void ask(String key, String otherwise) {
        var first = variables.putIfAbsent(variable(key), key);
        if (first != null && !first.equals(key)) {
            throw new IllegalStateException(key + " and " + first + " would share " + variable(key));
        }
        asked.putIfAbsent(key, otherwise);
    }

    /// Makes the key one whose members have names that are not ours.
    void askGroup(String key) {
        ask(key, "");
        openGroups.add(key + ".");
    }

    SequencedMap<String, String> asked() {
        return new LinkedHashMap<>(asked);
    }

    /// What holds for the key: the environment before the file.
    @Nullable
    Value find(String key) {
        var variable = inEnvironment(key);
        return variable != null ? variable : inFile(key);
    }

    @Nullable
    Value inEnvironment(String key) {
        var text = environment.get(variable(key));
        return text == null ? null : Value.plain(text, variable(key));
    }

    @Nullable
    Value inFile(String key) {
        var value = file.get(key);
        return value == null || value.form() == Form.BLANK ? null : value;
    }

    /// The members of a group in the file, by their names within it; those left blank are not there.
    SequencedMap<String, Value> members(String key) {
        var start = key + ".";
        var members = new LinkedHashMap<String, Value>();
        file.forEach((full, value) -> {
            if (full.startsWith(start) && value.form() != Form.BLANK) {
                members.put(full.substring(start.length()), value);
            }
        });
        return members;
    }

    void refuse(String key, Value value, String rule) {
        refuse(key, value.shown(), value.source(), rule);
    }

    void refuse(String key, @Nullable String shown, String source, String rule) {
        faults.add(new Fault(key, shown, source, rule));
    }

    /// For a key that may have been left out.
    void refuse(String key, String rule) {
        var value = find(key);
        if (value == null) {
            refuse(key, null, name, rule);
        } else {
            refuse(key, value, rule);
        }
    }

    /// Everything noted so far, and what nobody asked for. The values of the latter are not shown: behind a misspelt
    /// name may stand a password.
    List<Fault> faults() {
        var all = new ArrayList<>(faults);
        file.forEach((key, value) -> {
            if (!isKnown(key, value)) {
                all.add(new Fault(key, null, value.source(), "unknown key" + suggestion(key, asked.keySet())));
            }
        });
        environment.keySet().stream()
                .filter(variable -> !variables.containsKey(variable))
                .map(variable -> new Fault(
                        variable, null, "environment", "unknown variable" + suggestion(variable, variables.keySet())))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private boolean isKnown(String key, Value value) {
        return asked.containsKey(key)
                || openGroups.stream().anyMatch(key::startsWith)
                || (value.form() == Form.BLANK && asked.keySet().stream().anyMatch(one -> one.startsWith(key + ".")));
    }

    private static String suggestion(String word, Collection<String> known) {
        return Nearest.to(word, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }
}
