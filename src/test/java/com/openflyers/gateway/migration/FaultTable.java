package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Fault.Kind;
import com.openflyers.gateway.migration.FaultedMigration.Judged;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What became of migrations with a fault, as the README has it.
final class FaultTable {

    private FaultTable() {}

    static String of(List<Judged> all, long seconds) {
        var rows = Stream.of(Kind.values())
                .map(kind -> row(
                        kind.name(),
                        all.stream().filter(each -> each.fault().kind() == kind).toList()))
                .collect(Collectors.joining());
        return "| fault | migrations | went on | rolled back, then moved | stopped, then moved | went back | stayed, then went back | with a complaint |\n"
                + "|---|---|---|---|---|---|---|---|\n" + rows + row("all, in " + seconds + " s", all);
    }

    private static String row(String name, List<Judged> judged) {
        return "| %s | %d | %d | %d | %d | %d | %d | %d |%n"
                .formatted(
                        name,
                        judged.size(),
                        ended(judged, State.OBSERVING) + ended(judged, State.ARCHIVED),
                        ended(judged, State.ROLLED_BACK),
                        ended(judged, State.NEEDS_HUMAN) + ended(judged, State.REHEARSED),
                        ended(judged, State.REVERSED),
                        ended(judged, State.AWAITING_CLUB),
                        judged.stream()
                                .filter(each -> !each.complaints().isEmpty())
                                .count());
    }

    private static long ended(List<Judged> judged, State first) {
        return judged.stream().filter(each -> each.first() == first).count();
    }
}
