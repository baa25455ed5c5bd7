package com.openflyers.gateway.provision;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The settings of two spaces side by side.
public record Contrast(List<Line> lines) {

    /// @param left empty where the space has nothing of the kind
    public record Line(String code, String french, String english, Optional<String> left, Optional<String> right) {

        public boolean differs() {
            return !left.equals(right);
        }
    }

    public Contrast {
        lines = List.copyOf(lines);
    }

    static Contrast of(List<Setting> left, List<Setting> right) {
        var lines = new TreeMap<String, Line>();
        for (var setting : left) {
            lines.put(
                    setting.code(),
                    new Line(
                            setting.code(),
                            setting.french(),
                            setting.english(),
                            Optional.of(setting.value()),
                            Optional.empty()));
        }
        for (var setting : right) {
            lines.merge(
                    setting.code(),
                    new Line(
                            setting.code(),
                            setting.french(),
                            setting.english(),
                            Optional.empty(),
                            Optional.of(setting.value())),
                    (ours, theirs) ->
                            new Line(ours.code(), ours.french(), ours.english(), ours.left(), theirs.right()));
        }
        return new Contrast(List.copyOf(lines.values()));
    }

    public long differences() {
        return lines.stream().filter(Line::differs).count();
    }
}
