package com.openflyers.gateway.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Medians over rounds, and medians of the ratios to nginx of the same round.
final class Table {

    private static final String REFERENCE = "nginx";

    private Table() {}

    static void print(Scenario scenario, int rounds, Map<String, List<Cost>> costs) {
        var reference = costs.get(REFERENCE);
        System.out.printf(Locale.ROOT, "%n%s; %d rounds%n%n", scenario.title(), rounds);
        System.out.printf(
                "| | CPU of a request, µs | user | system | to nginx | %s | to nginx | failed |%n", scenario.unit());
        System.out.println("|---|---|---|---|---|---|---|---|");
        costs.forEach((name, runs) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.2f | %.2f | %.2f | %d |%n",
                name,
                median(runs, Cost::total),
                median(runs, Cost::user),
                median(runs, Cost::system),
                ratio(runs, reference, Cost::total),
                median(runs, cost -> cost.run().figure()),
                ratio(runs, reference, cost -> cost.run().figure()),
                runs.stream().mapToLong(cost -> cost.run().failed()).sum()));
    }

    private static double ratio(List<Cost> runs, List<Cost> reference, ToDoubleFunction<Cost> figure) {
        var ratios = new double[runs.size()];
        Arrays.setAll(
                ratios, round -> figure.applyAsDouble(runs.get(round)) / figure.applyAsDouble(reference.get(round)));
        return median(ratios);
    }

    private static double median(List<Cost> runs, ToDoubleFunction<Cost> figure) {
        return median(runs.stream().mapToDouble(figure).toArray());
    }

    private static double median(double[] figures) {
        var sorted = figures.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
