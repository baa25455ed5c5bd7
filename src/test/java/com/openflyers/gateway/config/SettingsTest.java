package com.openflyers.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private enum Colour {
        RED,
        DARK_BLUE
    }

    @Test
    void a_value_in_the_environment_replaces_the_one_in_the_file() {
        var settings = settings("edge:\n  idle-timeout: 10s\n  port: 1\n", Map.of("GATEWAY_EDGE_IDLE_TIMEOUT", "20s"));

        assertThat(settings.duration("edge.idle-timeout", Duration.ZERO)).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.port("edge.port", 2)).isEqualTo(1);
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void a_key_left_out_or_left_blank_has_its_default() {
        var settings = settings("a:\n  text:\nb:\n");

        assertThat(settings.text("a.text", "x")).isEqualTo("x");
        assertThat(settings.optionalText("b.text")).isEmpty();
        assertThat(settings.choice("b.colour", Colour.DARK_BLUE)).isEqualTo(Colour.DARK_BLUE);
        assertThat(settings.texts("b.texts", List.of("y"))).containsExactly("y");
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void every_kind_of_value_is_read_as_people_write_it() {
        var settings = settings("""
                a: 0800
                b: 64KiB
                c: dark_blue
                d: [x, y]
                e: 'true'
                f: 250ms
                """);

        assertThat(settings.text("a", "")).isEqualTo("0800");
        assertThat(settings.bytes("b", 0)).isEqualTo(65_536);
        assertThat(settings.choice("c", Colour.RED)).isEqualTo(Colour.DARK_BLUE);
        assertThat(settings.texts("d", List.of())).containsExactly("x", "y");
        assertThat(settings.flag("e", false)).isTrue();
        assertThat(settings.duration("f", Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void a_list_and_a_mapping_fit_into_an_environment_variable() {
        var settings =
                settings("b: {c: d}", Map.of("GATEWAY_A", "x, y", "GATEWAY_B", "www=http://h:1,client=http://h:2"));

        assertThat(settings.texts("a", List.of())).containsExactly("x", "y");
        assertThat(settings.entries("b"))
                .containsExactly(Map.entry("www", "http://h:1"), Map.entry("client", "http://h:2"));
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void a_mapping_keeps_names_with_dots() {
        var settings = settings("hosts:\n  client.openflyers.com: a\n  www: b\n");

        assertThat(settings.entries("hosts"))
                .containsExactly(Map.entry("client.openflyers.com", "a"), Map.entry("www", "b"));
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void a_fault_in_a_mapping_names_the_member() {
        var file = settings("sizes:\n  a: 1KiB\n  b: big\n  c: [1KiB]\n");
        var environment = settings("", Map.of("GATEWAY_SIZES", "a=1KiB,b=big,c,a=2KiB"));

        assertThat(file.parsedEntries("sizes", Units::bytes)).containsExactly(Map.entry("a", 1024L));
        assertThat(environment.parsedEntries("sizes", Units::bytes)).containsExactly(Map.entry("a", 2048L));
        assertThat(file.faults())
                .extracting(Fault::toString)
                .containsExactly(
                        "sizes.b = \"big\" (gateway.yaml:3): " + Units.BYTES_RULE,
                        "sizes.c = \"1KiB\" (gateway.yaml:4): expected one value, not a list");
        assertThat(environment.faults())
                .extracting(Fault::toString)
                .containsExactly(
                        "sizes = \"c\" (GATEWAY_SIZES): expected name=value, separated by commas",
                        "sizes = \"a=2KiB\" (GATEWAY_SIZES): names a twice",
                        "sizes.b = \"big\" (GATEWAY_SIZES): " + Units.BYTES_RULE);
    }

    @Test
    void a_fault_names_key_value_source_and_rule() {
        var settings = settings("edge:\n  port: 70000\n", Map.of("GATEWAY_EDGE_IDLE_TIMEOUT", "30"));

        var port = settings.port("edge.port", 8080);
        var idle = settings.duration("edge.idle-timeout", Duration.ofSeconds(5));

        assertThat(port).isEqualTo(8080);
        assertThat(idle).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.faults())
                .extracting(Fault::toString)
                .containsExactly(
                        "edge.port = \"70000\" (gateway.yaml:2): expected a whole number from 0 to 65535",
                        "edge.idle-timeout = \"30\" (GATEWAY_EDGE_IDLE_TIMEOUT): " + Units.DURATION_RULE);
    }

    @Test
    void a_fault_stays_on_one_line_whatever_the_value() {
        var settings = settings("", Map.of("GATEWAY_A", "1\n2026 SEVERE all is lost\u001b[0m" + "x".repeat(500)));

        var _ = settings.integer("a", 0, 0, 9);

        assertThat(settings.faults().getFirst().toString())
                .doesNotContain("\n", "\u001b")
                .hasSizeLessThan(300);
    }

    @Test
    void a_key_that_nobody_asks_for_is_a_fault_with_a_guess() {
        var settings = settings("edge:\n  idle-timout: 3s\n  port:\n  color:\n", Map.of("GATEWAY_EDGE_PROT", "secret"));

        var _ = settings.duration("edge.idle-timeout", Duration.ZERO);
        var _ = settings.port("edge.port", 1);

        assertThat(settings.faults())
                .extracting(Fault::toString)
                .containsExactly(
                        "edge.idle-timout (gateway.yaml:2): unknown key; did you mean edge.idle-timeout?",
                        "edge.color (gateway.yaml:4): unknown key",
                        "GATEWAY_EDGE_PROT (environment): unknown variable; did you mean GATEWAY_EDGE_PORT?");
    }

    @Test
    void variables_of_others_are_none_of_our_business() {
        assertThat(settings("", Map.of("PATH", "/bin", "MY_GATEWAY_X", "1")).faults())
                .isEmpty();
    }

    @Test
    void all_faults_are_thrown_together() {
        var settings = settings("a: x\nb: y\nc: z\n");
        var _ = settings.flag("a", false);
        var _ = settings.bytes("b", 0);

        assertThatThrownBy(settings::requireSound)
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        invalid -> assertThat(invalid.faults()).hasSize(3))
                .message()
                .hasLineCount(3);
    }

    @Test
    void a_secret_comes_from_the_environment() {
        var settings = settings("", Map.of("GATEWAY_DATABASE_PASSWORD", "sesame"));

        var secret = settings.secret("database.password").orElseThrow();

        assertThat(secret.reveal()).isEqualTo("sesame");
        assertThat(secret).hasToString("********");
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void a_secret_comes_from_a_file_without_its_line_end(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("password"), "sesame \n");

        var byKey = settings("database:\n  password-file: " + file + "\n");
        var byVariable = settings("", Map.of("GATEWAY_DATABASE_PASSWORD_FILE", file.toString()));

        assertThat(byKey.secret("database.password")).contains(new Secret("sesame "));
        assertThat(byVariable.secret("database.password")).contains(new Secret("sesame "));
        assertThat(byKey.faults()).isEmpty();
        assertThat(byVariable.faults()).isEmpty();
    }

    @Test
    void a_secret_in_the_configuration_file_is_refused_and_not_shown() {
        var settings = settings("database:\n  password: sesame\n");

        var secret = settings.secret("database.password");

        assertThat(secret).isEmpty();
        assertThat(settings.faults())
                .singleElement()
                .asString()
                .contains("database.password", "gateway.yaml:2", "GATEWAY_DATABASE_PASSWORD")
                .doesNotContain("sesame");
    }

    @Test
    void a_secret_given_twice_is_a_fault(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("password"), "b");
        var settings = settings("", Map.of("GATEWAY_A", "a", "GATEWAY_A_FILE", file.toString()));

        var _ = settings.secret("a");

        assertThat(settings.faults()).singleElement().asString().contains("GATEWAY_A_FILE");
    }

    @Test
    void the_file_of_a_secret_must_be_there_and_hold_one(@TempDir Path directory) throws Exception {
        var blank = Files.writeString(directory.resolve("blank"), "\n");
        var large = Files.writeString(directory.resolve("large"), "x".repeat(100_000));
        var settings = settings("a-file: /nowhere\nb-file: " + blank + "\nc-file: " + directory + "\nd-file: " + large);

        for (var key : List.of("a", "b", "c", "d")) {
            assertThat(settings.secret(key)).isEmpty();
        }

        assertThat(settings.faults()).extracting(Fault::key).containsExactly("a-file", "b-file", "c-file", "d-file");
    }

    @Test
    void a_key_that_occurs_twice_is_a_fault() {
        var settings = settings("a: 1\nb: {c: 2}\nb.c: 3\na: 4\n");
        var _ = settings.integer("a", 0, 0, 9);
        var _ = settings.integer("b.c", 0, 0, 9);

        assertThat(settings.faults())
                .extracting(Fault::toString)
                .containsExactly(
                        "b.c = \"3\" (gateway.yaml:3): occurs twice, first at gateway.yaml:2",
                        "a = \"4\" (gateway.yaml:4): occurs twice, first at gateway.yaml:1");
    }

    @Test
    void what_could_unfold_or_construct_is_refused() {
        var anchors = settings("a: &x [1, 2]\nb: *x\nc: *x\n");
        var itself = settings("a: &x\n  b: *x\n");
        var list = settings("a: [{b: c}]\n");
        var key = settings("? [a]\n: b\n");
        var top = settings("just text");
        var deep = settings("[".repeat(1000));

        assertThat(anchors.faults()).hasSize(3).allMatch(fault -> fault.rule().contains("anchors"));
        assertThat(itself.faults()).singleElement().extracting(Fault::key).isEqualTo("a");
        assertThat(list.faults()).singleElement().extracting(Fault::rule).isEqualTo("expected a list of plain values");
        assertThat(key.faults()).singleElement().extracting(Fault::rule).isEqualTo("expected a plain word as a key");
        assertThat(top.faults()).hasSize(1);
        assertThat(deep.faults()).hasSize(1);
    }

    @Test
    void text_that_is_not_yaml_is_one_fault_with_its_line() {
        assertThat(settings("a: 1\nb: [\n").faults())
                .singleElement()
                .asString()
                .startsWith("gateway.yaml:3: not valid YAML: ");
    }

    @Test
    void a_file_that_cannot_be_read_is_a_fault(@TempDir Path directory) throws Exception {
        var binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

        assertThat(Settings.read(directory.resolve("none.yaml"), Map.of()).faults())
                .singleElement()
                .asString()
                .endsWith("none.yaml: expected a file that can be read");
        assertThat(Settings.read(binary, Map.of()).faults())
                .singleElement()
                .asString()
                .endsWith("expected text in UTF-8");
    }

    @Test
    void a_reader_may_refuse_what_two_keys_say_together() {
        var settings = settings("a: 1\n");
        var _ = settings.integer("a", 0, 0, 9);

        settings.refuse("a", "must differ from b");
        settings.refuse("domain", "must be set");

        assertThat(settings.faults())
                .extracting(Fault::toString)
                .containsExactly(
                        "a = \"1\" (gateway.yaml:1): must differ from b", "domain (gateway.yaml): must be set");
    }

    @Test
    void two_keys_never_share_a_variable() {
        var settings = settings("");
        var _ = settings.text("a.b-c", "");

        assertThatThrownBy(() -> settings.text("a-b.c", "")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_keys_asked_for_are_listed_with_their_defaults() {
        var settings = settings("");
        var _ = settings.duration("a", Duration.ofMinutes(90));
        var _ = settings.bytes("b", 1 << 20);
        var _ = settings.choice("c", Colour.DARK_BLUE);
        var _ = settings.texts("d", List.of("x", "y"));
        var _ = settings.secret("e");

        assertThat(settings.asked())
                .containsExactly(
                        Map.entry("a", "90m"),
                        Map.entry("b", "1MiB"),
                        Map.entry("c", "dark_blue"),
                        Map.entry("d", "x, y"),
                        Map.entry("e", ""),
                        Map.entry("e-file", ""));
    }

    private static Settings settings(String yaml) {
        return settings(yaml, Map.of());
    }

    private static Settings settings(String yaml, Map<String, String> environment) {
        return Settings.of(yaml, "gateway.yaml", environment);
    }
}
