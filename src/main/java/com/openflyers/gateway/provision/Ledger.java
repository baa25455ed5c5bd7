package com.openflyers.gateway.provision;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One side of the comparison of a database before and after its conversion: what the checks of `ledger.yaml`
/// read.
///
/// Two such lists can be compared long after each other, so a ledger can be stored: [#json].
///
/// @param checks  by name
/// @param orphans by name: the rows that were not carried over as they were, and why; on the side [Side#AFTER] only
public record Ledger(Map<String, Check> checks, Map<String, String> orphans) {

    public enum Side {
        /// A copy of the source, before the scripts.
        BEFORE,
        /// The same database after them.
        AFTER
    }

    public enum Rule {
        /// The same keys with the same values.
        EQUAL,
        /// Values are words separated by commas; none may be new.
        NOT_MORE
    }

    /// @param values by key
    public record Check(Rule rule, Map<String, String> values) {

        public Check {
            values = Map.copyOf(values);
        }
    }

    /// One thing that is not as it was.
    ///
    /// @param before empty for what was not there, as `after` for what is not there any more
    public record Difference(String check, String key, String before, String after) {

        /// For an operator.
        public String sentence() {
            return check + ", " + key + ": " + shown(before) + " before, " + shown(after) + " after";
        }

        private static String shown(String value) {
            return value.isEmpty() ? "nothing" : value;
        }
    }

    public Ledger {
        checks = Map.copyOf(checks);
        orphans = Map.copyOf(orphans);
    }

    /// Whatever differs and was not accepted.
    ///
    /// @param approved names of orphans
    public static List<Difference> compare(Ledger before, Ledger after, Set<String> approved) {
        var differences = new ArrayList<Difference>();
        for (var name : union(before.checks, after.checks)) {
            var was = before.checks.getOrDefault(name, new Check(Rule.EQUAL, Map.of()));
            var is = after.checks.getOrDefault(name, new Check(was.rule, Map.of()));
            for (var key : union(was.values, is.values)) {
                var one = new Difference(name, key, was.values.getOrDefault(key, ""), is.values.getOrDefault(key, ""));
                if (differs(was, is, one)) {
                    differences.add(one);
                }
            }
        }
        for (var orphan : new TreeSet<>(after.orphans.keySet())) {
            if (!approved.contains(orphan)) {
                differences.add(new Difference("orphans", orphan, "", after.orphans.getOrDefault(orphan, "")));
            }
        }
        return List.copyOf(differences);
    }

    /// Whether a key is there matters as much as its value.
    private static boolean differs(Check was, Check is, Difference one) {
        return switch (was.rule) {
            case EQUAL ->
                was.values.containsKey(one.key) != is.values.containsKey(one.key) || !one.before.equals(one.after);
            case NOT_MORE -> !words(one.before).containsAll(words(one.after));
        };
    }

    private static Set<String> words(String value) {
        return new TreeSet<>(
                Arrays.stream(value.split(",")).filter(word -> !word.isEmpty()).toList());
    }

    private static Set<String> union(Map<String, ?> first, Map<String, ?> second) {
        var keys = new TreeSet<>(first.keySet());
        keys.addAll(second.keySet());
        return keys;
    }

    public JsonObject json() {
        var all = new JsonObject();
        checks.forEach((name, check) -> all.put(
                name,
                new JsonObject()
                        .put("rule", check.rule.name())
                        .put("values", new JsonObject(new LinkedHashMap<>(check.values)))));
        return new JsonObject().put("checks", all).put("orphans", new JsonObject(new LinkedHashMap<>(orphans)));
    }

    public static Ledger from(JsonObject json) {
        var checks = new LinkedHashMap<String, Check>();
        var all = json.getJsonObject("checks");
        for (var name : all.fieldNames()) {
            var check = all.getJsonObject(name);
            checks.put(name, new Check(Rule.valueOf(check.getString("rule")), texts(check.getJsonObject("values"))));
        }
        return new Ledger(checks, texts(json.getJsonObject("orphans")));
    }

    private static Map<String, String> texts(JsonObject json) {
        var texts = new LinkedHashMap<String, String>();
        json.fieldNames().forEach(name -> texts.put(name, json.getString(name)));
        return texts;
    }
}
