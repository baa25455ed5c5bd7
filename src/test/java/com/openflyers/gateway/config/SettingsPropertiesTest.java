package com.openflyers.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Generated configurations with faults put in on purpose: all of them are reported, and nothing else is.
class SettingsPropertiesTest {

    private enum Shade {
        LIGHT,
        DARK
    }

    /// How a key of one kind is read, what it may say, and what it may not.
    private record Kind(Reader reader, List<String> good, List<String> bad) {}

    private interface Reader {
        Object read(Settings settings, String key);
    }

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    (s, key) -> s.integer(key, 5, 0, 9),
                    List.of("0", "9"),
                    List.of("10", "-1", "x", "''", "1.0", "9999999999", "0x1")),
            new Kind((s, key) -> s.port(key, 80), List.of("0", "65535"), List.of("65536", "http", "+1")),
            new Kind(
                    (s, key) -> s.duration(key, Duration.ZERO),
                    List.of("0s", "30s", "7d"),
                    List.of("30", "-1s", "1 s", "1w", "1s1s", "99999999999d")),
            new Kind(
                    (s, key) -> s.bytes(key, 1),
                    List.of("0B", "1GiB"),
                    List.of("1", "1KB", "1kib", "-1B", "9999999999GiB")),
            new Kind((s, key) -> s.flag(key, true), List.of("true", "false"), List.of("yes", "1", "TRUE", "''")),
            new Kind((s, key) -> s.choice(key, Shade.DARK), List.of("light", "dark"), List.of("Light", "grey", "''")),
            new Kind((s, key) -> s.text(key, "t"), List.of("x", "a b"), List.of("''", "' '", "[a]")),
            new Kind(
                    (s, key) -> s.texts(key, List.of()), List.of("[]", "[a, b]", "a"), List.of("[a, '']", "[' ', b]")));

    @Test
    void every_injected_fault_is_reported_and_nothing_else() {
        for (var seed = 1L; seed <= 500; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            var configuration = new Configuration(random);

            var settings = Settings.of(configuration.yaml.toString(), "f", configuration.environment);
            configuration.readers.forEach((key, kind) -> {
                var _ = kind.reader().read(settings, key);
            });

            assertThat(settings.faults().stream().map(Fault::key).sorted().toList())
                    .as("seed %d:%n%s%n%s", seed, configuration.yaml, configuration.environment)
                    .isEqualTo(configuration.expected.stream().toList());
        }
    }

    private static final class Configuration {

        private final StringBuilder yaml = new StringBuilder();
        private final Map<String, String> environment = new HashMap<>();
        private final Map<String, Kind> readers = new HashMap<>();
        private final TreeSet<String> expected = new TreeSet<>();

        Configuration(RandomGenerator random) {
            for (var group = 0; group < 4; group++) {
                yaml.append("g%d:%n".formatted(group));
                for (var member = 0; member < 5; member++) {
                    add(random, "g" + group + ".", "key-" + member);
                }
                if (random.nextInt(4) == 0) {
                    yaml.append("  nobodys: x%n".formatted());
                    expected.add("g" + group + ".nobodys");
                }
            }
            if (random.nextBoolean()) {
                environment.put("GATEWAY_NOBODYS", "x");
                expected.add("GATEWAY_NOBODYS");
            }
        }

        private void add(RandomGenerator random, String group, String name) {
            var kind = pick(random, KINDS);
            var key = group + name;
            readers.put(key, kind);
            var bad = random.nextInt(3) == 0;
            var text = pick(random, bad ? kind.bad() : kind.good());
            var place = random.nextInt(3);
            if (place == 0) {
                return;
            }
            if (place == 1 && !text.startsWith("[")) {
                // The environment wins: what the file says is then of no account.
                yaml.append("  %s: %s%n".formatted(name, pick(random, kind.bad())));
                environment.put(Sources.variable(key), text.replace("'", ""));
            } else {
                yaml.append("  %s: %s%n".formatted(name, text));
            }
            if (bad) {
                expected.add(key);
            }
        }

        private static <T> T pick(RandomGenerator random, List<T> from) {
            return from.get(random.nextInt(from.size()));
        }
    }

    @Test
    void printed_durations_and_sizes_read_back() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        var samples = new ArrayList<Long>();
        for (var i = 0; i < 1000; i++) {
            samples.add(random.nextLong(1L << random.nextInt(1, 29)));
        }

        assertThat(samples).allSatisfy(n -> {
            assertThat(Units.duration(Units.print(Duration.ofMillis(n)))).isEqualTo(Duration.ofMillis(n));
            assertThat(Units.duration(Units.print(Duration.ofSeconds(n)))).isEqualTo(Duration.ofSeconds(n));
            assertThat(Units.bytes(Units.print(n))).isEqualTo(n);
        });
    }
}
