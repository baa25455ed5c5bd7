package com.openflyers.gateway.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// One kind of load that all contenders are put under.
enum Scenario {
    KEPT("64 connections kept alive, answers of 1 KiB", "requests/s") {
        @Override
        Run run(Contender contender, Bench bench) {
            return of(bench.load(contender.url("/"), "--clients=" + CONNECTIONS, "--requests=" + bench.share(200_000)));
        }
    },
    NEW("256 new connections a second, one answer of 1 KiB on each", "requests/s") {
        @Override
        Run run(Contender contender, Bench bench) {
            // h2load opens no fewer than it is to open in a second.
            var count = Math.max(256, bench.share(2_560));
            return of(bench.load(contender.url("/"), "--clients=" + count, "--rate=256", "--requests=" + count));
        }
    },
    DOWNLOAD("answers of 10 MB, 8 connections", "answers/s") {
        @Override
        Run run(Contender contender, Bench bench) {
            return of(bench.load(contender.url(Origin.LARGE), "--clients=8", "--requests=" + bench.share(800)));
        }
    },
    UPLOAD("uploads of 10 MB, 8 connections", "uploads/s") {
        @Override
        Run run(Contender contender, Bench bench) {
            return of(bench.load(
                    contender.url(Origin.SINK),
                    "--clients=8",
                    "--requests=" + bench.share(400),
                    "--data=" + bench.largeFile()));
        }
    },
    PACED("half of what nginx can take, at set times, 64 connections, answers of 1 KiB", "p99, ms") {
        @Override
        Run run(Contender contender, Bench bench) {
            var during = Duration.ofSeconds(bench.share(10));
            var outcome =
                    OpenLoad.run(bench.loadCore(), contender.port(), CONNECTIONS, bench.halfOfSaturation(), during);
            var requests = Math.round(bench.halfOfSaturation() * during.toSeconds());
            return new Run(requests - outcome.failed(), outcome.failed(), outcome.p99() / 1000);
        }
    };

    /// What one run showed.
    ///
    /// @param figure in the scenario's unit
    record Run(long succeeded, long failed, double figure) {}

    /// What the scenarios need to know of the machine.
    ///
    /// @param loadCore         where load generator and upstream run
    /// @param percent          of the usual length of every run
    /// @param halfOfSaturation requests a second
    record Bench(int loadCore, int percent, double halfOfSaturation, Path largeFile) {

        private H2Load load(String url, String... arguments) {
            return H2Load.run(loadCore, url, arguments);
        }

        private int share(int usual) {
            return Math.max(1, usual * percent / 100);
        }
    }

    static final int CONNECTIONS = 64;

    private final String title;
    private final String unit;

    Scenario(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    abstract Run run(Contender contender, Bench bench);

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    static Scenario parse(String name) {
        return valueOf(name.strip().toUpperCase(Locale.ROOT));
    }

    private static Run of(H2Load load) {
        return new Run(load.succeeded(), load.failed(), load.perSecond());
    }
}
