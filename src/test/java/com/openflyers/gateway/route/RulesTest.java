package com.openflyers.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length",
                "transfer-encoding",
                "HOST",
                "Connection",
                "Upgrade",
                "TE",
                "Trailer",
                "Expect",
                "Forwarded",
                "X-Forwarded-For",
                "X_Forwarded_For",
                "X-OpenFlyers-Space",
                "x_openflyers_database",
                "X-Route-Revision",
                "X-Request-Id",
                "traceparent",
                "Via"
            })
    void a_field_by_which_the_gateway_itself_speaks_is_neither_set_nor_dropped(String name) {
        assertThatThrownBy(() -> rules(Map.of(name, "1"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
        assertThatThrownBy(() -> rules(Map.of(), List.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void any_other_field_may_be_set_or_dropped() {
        var rules = rules(Map.of("X-Frame", "1"), List.of("Accept-Encoding", "X-Hostname"));

        assertThat(rules.setFields()).containsOnlyKeys("X-Frame");
        assertThat(rules.dropFields()).containsExactly("Accept-Encoding", "X-Hostname");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/Admin",
                "/ADMIN/",
                "/admin/",
                "/./admin",
                "/x/../admin",
                "/admin/.",
                "/adm%69n",
                "/admin;v=1",
                "/admin//"
            })
    void every_spelling_of_a_path_is_the_same_rule_and_the_same_request(String spelling) {
        var rules = paths(List.of(spelling));

        assertThat(rules.denyPaths()).containsExactly("/admin");
        for (var asked : List.of(
                "/admin",
                "/admin/",
                "/admin//",
                "//admin",
                "/Admin/",
                "/./admin/",
                "/x/../admin",
                "/%61dmin",
                "/admin;x",
                "/admin%2Fx",
                "/admin%5cx",
                "/admin/x",
                "/aDmIn/X/y")) {
            assertThat(rules.denies(asked)).as(asked).isTrue();
            assertThat(rules.binds(asked)).as(asked).isTrue();
        }
        for (var asked : List.of("/", "/adm", "/administration", "/x/admin", "/admin/../x", "/admin%2520")) {
            assertThat(rules.denies(asked)).as(asked).isFalse();
            assertThat(rules.binds(asked)).as(asked).isFalse();
        }
    }

    /// Each is `/admin/x` to one of the servers that are in use.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/;/../x",
                "/admin/.;/../x",
                "/admin/%3b/../x",
                "/admin//../x",
                "/admin/;a//../x",
                "/x/;/../../admin/x",
                "/admin/index.php/..;/..;/x",
                "/y/..;/admin/x",
                "/y//../../admin/x"
            })
    void what_one_server_may_read_as_a_denied_path_is_denied(String asked) {
        assertThat(paths(List.of("/admin")).denies(asked)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x/;/y", "/x//y", "/x;admin", "/x/admin/;/..", "/admins/;/../x", "/;/x/%61dmin"})
    void an_odd_path_that_no_server_reads_as_a_denied_one_goes_on(String asked) {
        assertThat(paths(List.of("/admin")).denies(asked)).isFalse();
    }

    @Test
    void a_rule_survives_being_stored() {
        var rules = paths(List.of("/A/b.php", "/%C3%89cole", "/a%20b", "/a%2561", "/100%", "/a%3fb", "/a%3bb"));

        assertThat(paths(rules.denyPaths())).isEqualTo(rules);
        assertThat(rules.denyPaths())
                .containsExactly("/a/b.php", "/%e3%89cole", "/a%20b", "/a%2561", "/100%25", "/a%3fb", "/a");
        assertThat(rules.denies("/%c3%89COLE")).isTrue();
    }

    @Test
    void all_paths_can_be_denied_but_not_by_mistake() {
        assertThat(paths(List.of("/")).denies("/any/thing")).isTrue();
        assertThat(paths(List.of("/")).denies("/")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a?b", "/a#b", "/.", "/..", "/a/..", "/;x", "/%2e", "/a%00b", "a", "//a", "/a b", ""})
    void a_path_that_no_request_has_or_that_is_another_than_it_seems_is_no_rule(String path) {
        assertThatThrownBy(() -> paths(List.of(path)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + path + "\"");
    }

    private static Rules paths(List<String> paths) {
        return new Rules(
                List.of(), paths, paths, "/", Map.of(), List.of(), Rules.DEFAULT_UPSTREAM_IDLE, Rules.Retry.ALLOWED);
    }

    private static Rules rules(Map<String, String> set, List<String> dropped) {
        return new Rules(
                List.of(), List.of(), List.of(), "/", set, dropped, Rules.DEFAULT_UPSTREAM_IDLE, Rules.Retry.ALLOWED);
    }
}
