package com.openflyers.gateway.registry;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.StoredRegistry.space;
import static com.openflyers.gateway.testing.StoredRegistry.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.db.Ending;
import com.openflyers.gateway.registry.Outcome.InUse;
import com.openflyers.gateway.registry.Outcome.Removed;
import com.openflyers.gateway.registry.Outcome.StaleRevision;
import com.openflyers.gateway.registry.Outcome.Unchanged;
import com.openflyers.gateway.registry.Outcome.UnknownVersion;
import com.openflyers.gateway.registry.Outcome.Written;
import com.openflyers.gateway.route.HealthCheck;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Rules.Retry;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VersionsDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();

    private final Vertx vertx = Vertx.vertx();
    private final StoredRegistry registry = StoredRegistry.cleared(vertx, DATABASE);

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @Test
    void a_version_is_read_as_it_was_written() {
        var rules = new Rules(
                List.of("PHPSESSID"),
                List.of("/index.php"),
                List.of("/install"),
                "/home",
                Map.of("X-Legacy", "1"),
                List.of("X-Debug"),
                Duration.ofMillis(2500),
                Retry.FORBIDDEN);
        var route = new Version(
                "1.3.1",
                List.of(Upstream.parse("http://127.0.0.1:9001"), Upstream.parse("http://[::1]:9002")),
                new HealthCheck("/ping", Duration.ofSeconds(3), Duration.ofMillis(700)),
                rules);
        var written = new RegisteredVersion(
                route,
                Channel.BETA,
                true,
                Engine.POSTGRESQL,
                "template_131",
                "app_131",
                new Price(12_000, LocalDate.of(2026, 1, 1)),
                null,
                0);

        var outcome = registry.put(written);

        assertThat(outcome).isEqualTo(new Written(1, true));
        assertThat(result(registry.versions.find(registry.database.pool(), "1.3.1")))
                .contains(revised(written, 1));
    }

    @Test
    void writing_the_same_again_changes_nothing() {
        registry.put(version("2.0", 9001));

        assertThat(registry.put(version("2.0", 9001))).isEqualTo(new Unchanged(1));
        assertThat(registry.put(version("2.0", 9002))).isEqualTo(new Written(2, false));
    }

    @Test
    void a_change_on_top_of_another_ones_is_refused() {
        registry.put(version("2.0", 9001));
        registry.put(version("2.0", 9002));

        var late = put(version("2.0", 9003), Expected.exactly(1));
        var again = put(version("2.0", 9003), Expected.exactly(0));

        assertThat(late).isEqualTo(new StaleRevision(2));
        assertThat(again).isEqualTo(new StaleRevision(2));
    }

    @Test
    void of_many_that_add_the_same_version_at_once_one_does() {
        var attempts = IntStream.range(0, 6)
                .mapToObj(i -> registry.database.transaction(
                        tx -> registry.versions.put(tx, version("2.0", 9001 + i), Expected.exactly(0))))
                .toList();
        result(Future.all(attempts));

        assertThat(attempts.stream().map(Future::result).filter(Written.class::isInstance))
                .hasSize(1);
    }

    @Test
    void one_version_at_most_is_the_default_of_sign_up() {
        registry.put(signUpDefault(version("1.3.1", 9001)));
        registry.put(signUpDefault(version("2.0", 9002)));

        var all = result(registry.versions.all(registry.database.pool()));

        assertThat(all)
                .filteredOn(RegisteredVersion::signUpDefault)
                .extracting(RegisteredVersion::name)
                .containsExactly("2.0");
        assertThat(all).extracting(RegisteredVersion::revision).containsExactly(2L, 2L);
    }

    @Test
    void the_latest_price_is_told_and_the_earlier_ones_are_kept() {
        registry.put(priced(version("2.0", 9001), new Price(9_000, LocalDate.of(2025, 1, 1))));
        registry.put(priced(version("2.0", 9001), new Price(12_000, LocalDate.of(2026, 1, 1))));

        var stored =
                result(registry.versions.find(registry.database.pool(), "2.0")).orElseThrow();

        assertThat(stored.yearlyPrice()).isEqualTo(new Price(12_000, LocalDate.of(2026, 1, 1)));
        assertThat(registry.count("SELECT count(*) FROM version_price")).isEqualTo(2);
    }

    @Test
    void a_version_that_a_space_uses_cannot_be_removed() {
        registry.put(version("1.3.1", 9001));
        registry.put(version("2.0", 9002));
        registry.put(space("aeroclub", "1.3.1", "2.0"));

        assertThat(registry.removeVersion("1.3.1")).isEqualTo(new InUse(1));
        assertThat(registry.removeVersion("2.0")).isEqualTo(new InUse(1));
        assertThat(registry.removeVersion("3.0")).isEqualTo(new UnknownVersion("3.0"));
    }

    @Test
    void a_version_that_nobody_uses_is_removed() {
        registry.put(version("1.3.1", 9001));

        assertThat(registry.removeVersion("1.3.1")).isEqualTo(new Removed(2));
        assertThat(result(registry.versions.all(registry.database.pool()))).isEmpty();
    }

    @Test
    void the_engine_of_a_version_in_use_stays() {
        registry.put(version("1.3.1", 9001, Engine.MANUAL));
        registry.put(space("aeroclub", "1.3.1"));

        assertThat(registry.put(version("1.3.1", 9001, Engine.POSTGRESQL))).isEqualTo(new InUse(1));
    }

    @Test
    void a_dry_run_tells_the_outcome_and_changes_nothing() {
        var outcome = result(registry.database.transaction(
                Ending.ROLLBACK, tx -> registry.versions.put(tx, version("2.0", 9001), Expected.ANY)));

        assertThat(outcome).isEqualTo(new Written(1, true));
        assertThat(result(registry.versions.all(registry.database.pool()))).isEmpty();
        assertThat(registry.put(version("2.0", 9001))).isEqualTo(new Written(1, true));
    }

    private Outcome.OfVersionPut put(RegisteredVersion version, Expected expected) {
        return result(registry.database.transaction(tx -> registry.versions.put(tx, version, expected)));
    }

    private static RegisteredVersion signUpDefault(RegisteredVersion version) {
        return with(version, true, null, 0);
    }

    private static RegisteredVersion priced(RegisteredVersion version, Price yearly) {
        return with(version, version.signUpDefault(), yearly, 0);
    }

    private static RegisteredVersion revised(RegisteredVersion version, long revision) {
        return with(version, version.signUpDefault(), version.yearlyPrice(), revision);
    }

    private static RegisteredVersion with(
            RegisteredVersion version, boolean signUpDefault, @Nullable Price yearly, long revision) {
        return new RegisteredVersion(
                version.route(),
                version.channel(),
                signUpDefault,
                version.engine(),
                version.template(),
                version.role(),
                yearly,
                version.migrationPrice(),
                revision);
    }
}
