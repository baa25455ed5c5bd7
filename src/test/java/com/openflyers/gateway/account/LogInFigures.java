package com.openflyers.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// How long a log-in takes, most of it the hash of a password, and what a club's members notice of it.
///
/// Treasurers log in one after the other, `LOGIN_AT_ONCE` (1) at a time, each as somebody new; meanwhile 8 members of
/// another club ask a hundred times a second each. Their 99th percentile is taken without and with the log-ins in
/// turn, `LOGIN_ROUNDS` (7) times for `LOGIN_SECONDS` (5), and the median of the ratios of neighbours is what counts.
/// Gateway, PostgreSQL, application and everybody who asks share the machine.
final class LogInFigures {

    private static final String CLUB = "figures";
    private static final String OTHERS = "mermoz.localhost";
    private static final int MEMBERS = 8;
    /// All compilers, and the collector that the JVM chooses.
    private static final List<String> AS_SHIPPED = List.of("-Xms256m", "-Xmx256m");

    public static void main(String[] arguments) {
        measure();
        // The clubs' servers are those of all tests, and nobody ends them.
        System.exit(0);
    }

    private static void measure() {
        var rounds = setting("LOGIN_ROUNDS", 7);
        var during = Duration.ofSeconds(setting("LOGIN_SECONDS", 5));
        var atOnce = setting("LOGIN_AT_ONCE", 1);
        try (var area = ClientAreaUnderTest.start(Map.of())) {
            var _ = area.club(CLUB);
            try (var node = area.process("figures", AS_SHIPPED)) {
                node.awaitReady();
                Futures.until(
                        "the club is known",
                        () -> new ClientBrowser(node.edgePort(), "client.localhost")
                                        .get("/login")
                                        .status()
                                == 200);
                // Unmeasured: until then a JVM compiles more than it serves.
                var _ = Load.p99(OTHERS, node.edgePort(), MEMBERS, during.multipliedBy(2));
                var ratios = new double[rounds];
                var quiet = new double[rounds];
                var logIns = new ArrayList<Long>();
                for (var round = 0; round < rounds; round++) {
                    var before = Load.p99(OTHERS, node.edgePort(), MEMBERS, during);
                    var crowd = Crowd.begin(node.edgePort(), atOnce);
                    var with = Load.p99(OTHERS, node.edgePort(), MEMBERS, during);
                    logIns.addAll(crowd.end());
                    assertThat(before.refused() + with.refused()).isZero();
                    ratios[round] = with.millis() / before.millis();
                    quiet[round] = before.millis();
                }
                print(logIns, ratios, quiet);
            }
        }
    }

    private static void print(List<Long> logIns, double[] ratios, double[] quiet) {
        var millis = logIns.stream().mapToDouble(nanos -> nanos / 1e6).sorted().toArray();
        Arrays.sort(ratios);
        Arrays.sort(quiet);
        System.out.printf(
                Locale.ROOT,
                "| log-ins | p50, ms | p95, ms | others' p99, ms | to that without |%n|---|---|---|---|---|%n"
                        + "| %d | %.0f | %.0f | %.2f | %.2f |%n",
                millis.length,
                millis[millis.length / 2],
                millis[millis.length * 95 / 100],
                quiet[quiet.length / 2],
                ratios[ratios.length / 2]);
    }

    /// Treasurers who log in until they are told to stop.
    private static final class Crowd {

        private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        private final List<Thread> treasurers = new ArrayList<>();
        private volatile boolean ending;

        static Crowd begin(int port, int atOnce) {
            var crowd = new Crowd();
            for (var i = 0; i < atOnce; i++) {
                crowd.treasurers.add(Thread.ofVirtual().start(() -> crowd.logIn(port)));
            }
            return crowd;
        }

        private void logIn(int port) {
            while (!ending) {
                var browser = new ClientBrowser(port, "client.localhost");
                var _ = browser.get("/login");
                var began = System.nanoTime();
                var page = ClientAreaUnderTest.logIn(browser, CLUB, ClientAreaUnderTest.PASSWORD);
                nanos.add(System.nanoTime() - began);
                assertThat(page.path()).isEqualTo("/spaces");
            }
        }

        List<Long> end() {
            ending = true;
            treasurers.forEach(treasurer -> {
                try {
                    assertThat(treasurer.join(Duration.ofMinutes(1))).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            return List.copyOf(nanos);
        }
    }

    private static int setting(String name, int otherwise) {
        return Integer.parseInt(System.getenv().getOrDefault(name, Integer.toString(otherwise)));
    }
}
