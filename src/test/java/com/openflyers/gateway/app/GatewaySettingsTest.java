package com.openflyers.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/// The configuration file that is shipped is the documentation of all keys, so it must not err.
class GatewaySettingsTest {

    private static final Path SHIPPED = Path.of("conf", "gateway.yaml");

    @Test
    void the_shipped_file_is_sound() {
        var settings = Settings.read(SHIPPED, Map.of());

        var _ = GatewaySettings.from(settings);

        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void the_shipped_file_says_what_holds_without_it() {
        var shipped = GatewaySettings.from(Settings.read(SHIPPED, Map.of()));
        var none = GatewaySettings.from(Settings.of("", "nothing", Map.of()));

        assertThat(shipped).isEqualTo(none);
    }

    @Test
    void the_shipped_file_holds_every_key_but_the_secrets() throws Exception {
        var settings = Settings.of("", "nothing", Map.of());
        var _ = GatewaySettings.from(settings);
        var asked = new TreeSet<>(settings.asked().keySet());
        asked.removeIf(key -> asked.contains(key + "-file"));

        assertThat(written("", new Yaml().<Map<String, Object>>load(Files.readString(SHIPPED))))
                .isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client.openflyers.fr", "Client.OpenFlyers.fr.:443", "client.openflyers.com"})
    void the_name_of_a_fixed_host_is_no_space_however_the_host_is_written(String host) {
        var yaml = "edge: {fixed-hosts: {\"" + host + "\": \"http://127.0.0.1:9001\"}}";

        var settings = GatewaySettings.from(Settings.of(yaml, "test", Map.of()));

        assertThat(settings.names().fault("client")).contains("the name is reserved");
        assertThat(settings.names().fault("clients")).isEmpty();
    }

    private static Set<String> written(String group, Map<?, ?> members) {
        var keys = new TreeSet<String>();
        members.forEach((name, value) -> {
            if (value instanceof Map<?, ?> more && !more.isEmpty()) {
                keys.addAll(written(group + name + ".", more));
            } else {
                keys.add(group + name);
            }
        });
        return keys;
    }
}
