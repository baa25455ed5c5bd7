package com.openflyers.gateway.migration;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at every world that can come to be, breadth first: what it finds is reached by the fewest moves.
final class Explorer {

    /// What was found.
    ///
    /// @param broken  the invariant, with the moves that lead there; empty if all hold
    /// @param worlds  how many were looked at
    /// @param states  that the migration took in some of them
    record Findings(List<String> broken, int worlds, Set<State> states, Duration took) {

        /// For the output of a build.
        String sentence() {
            return "%,d worlds in %.1f s: %s"
                    .formatted(
                            worlds, took.toMillis() / 1_000.0, broken.isEmpty() ? "nothing broken" : broken.getFirst());
        }
    }

    private final Setting setting;
    private final Moves moves;
    private final Invariants invariants;
    private final CodeSet seen = new CodeSet();
    private int[] parents = new int[1 << 16];
    private final Set<State> states = EnumSet.noneOf(State.class);
    private Optional<String> broken = Optional.empty();

    Explorer(Setting setting) {
        this.setting = setting;
        this.moves = new Moves(setting);
        this.invariants = new Invariants(setting);
    }

    /// Until an invariant is broken, or there is no other world.
    Findings explore() {
        var began = System.nanoTime();
        var first = World.first(setting).packed();
        var _ = seen.add(first.low(), first.high());
        for (var number = 0; number < seen.size() && broken.isEmpty(); number++) {
            var parent = number;
            moves.follow(seen.low(number), seen.high(number), (_, _, next) -> visit(parent, next));
        }
        return findings(broken.map(this::trace).orElse(List.of()), began);
    }

    /// After [#explore]: the worlds from which the space can never be settled again.
    Findings deadEnds() {
        var began = System.nanoTime();
        var canSettle = new BitSet(seen.size());
        var before = -1;
        while (before != canSettle.cardinality()) {
            before = canSettle.cardinality();
            for (var number = seen.size() - 1; number >= 0; number--) {
                if (!canSettle.get(number) && settles(number, canSettle)) {
                    canSettle.set(number);
                }
            }
        }
        var stuck = canSettle.nextClearBit(0);
        return findings(stuck < seen.size() ? trace("nothing leads out of here", stuck) : List.of(), began);
    }

    private boolean settles(int number, BitSet canSettle) {
        if (Invariants.isSettled(World.of(seen.low(number), seen.high(number)))) {
            return true;
        }
        var found = new boolean[1];
        moves.follow(seen.low(number), seen.high(number), (_, _, next) -> {
            var code = next.packed();
            found[0] |= canSettle.get(seen.add(code.low(), code.high()));
        });
        return found[0];
    }

    private void visit(int parent, World next) {
        if (broken.isPresent()) {
            return;
        }
        var code = next.packed();
        var known = seen.size();
        if (seen.add(code.low(), code.high()) < known) {
            return;
        }
        if (known == parents.length) {
            parents = Arrays.copyOf(parents, 2 * known);
        }
        parents[known] = parent;
        states.add(next.state);
        broken = invariants.broken(next);
    }

    private Findings findings(List<String> trace, long began) {
        return new Findings(trace, seen.size(), states, Duration.ofNanos(System.nanoTime() - began));
    }

    private List<String> trace(String wrong) {
        return trace(wrong, seen.size() - 1);
    }

    private List<String> trace(String wrong, int last) {
        var path = new ArrayDeque<Integer>();
        for (var number = last; number != 0; number = parents[number]) {
            path.push(number);
        }
        var lines = new ArrayList<String>();
        lines.add(wrong + ", " + path.size() + " moves");
        var from = 0;
        for (var to : path) {
            lines.add(move(from, to));
            from = to;
        }
        return lines;
    }

    private String move(int from, int to) {
        var line = new @Nullable String[1];
        moves.follow(seen.low(from), seen.high(from), (what, who, next) -> {
            var code = next.packed();
            if (line[0] == null && code.low() == seen.low(to) && code.high() == seen.high(to)) {
                line[0] = next.state + " after: " + (who < 0 ? what : what + " " + who);
            }
        });
        return Objects.requireNonNull(line[0]);
    }
}
