package com.openflyers.gateway.registry;

import com.openflyers.gateway.route.Closure;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Space;
import com.openflyers.gateway.route.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What of the registry this node serves: the registry's part of the route table. For one thread.
final class Served {

    /// Losing fewer spaces at once than this is never suspicious.
    private static final int HANDFUL = 5;

    private final RouteTable routes;
    private final double shrinkShare;
    private final Map<String, Version> versions = new HashMap<>();
    private final Map<String, Space> spaces = new HashMap<>();
    /// Those whose gates will open by themselves.
    private final Map<String, Instant> openings = new HashMap<>();
    private Map<String, String> unreadable = Map.of();
    private @Nullable UUID registry;
    private long revision;

    /// @param shrinkShare share of the spaces, 0 to 1, that may vanish at once
    Served(RouteTable routes, double shrinkShare) {
        this.routes = routes;
        this.shrinkShare = shrinkShare;
    }

    /// Null before anything is served.
    @Nullable
    UUID registry() {
        return registry;
    }

    long revision() {
        return revision;
    }

    @Nullable
    Version version(String name) {
        return versions.get(name);
    }

    Collection<Version> versions() {
        return versions.values();
    }

    @Nullable
    Space space(String name) {
        return spaces.get(name);
    }

    Collection<Space> spaces() {
        return spaces.values();
    }

    /// Rows that keep the route they had, because nobody here can read them, and why.
    Map<String, String> unreadable() {
        return unreadable;
    }

    /// Why the registry should not be believed, as a sentence for an operator; empty if all is well.
    Optional<String> suspicion(Difference difference) {
        var batch = difference.batch();
        var origin = difference.extract().registry();
        if (registry != null && !registry.equals(origin)) {
            return Optional.of("this is not the registry that is served: " + origin + " instead of " + registry);
        }
        if (batch.revision() < revision) {
            return Optional.of("the registry went back from revision " + revision + " to " + batch.revision());
        }
        for (var space : batch.spaces()) {
            var known = spaces.get(space.name());
            if (known != null && space.revision() < known.revision()) {
                return Optional.of("space " + space.name() + " went back from revision " + known.revision() + " to "
                        + space.revision());
            }
        }
        var lost = batch.closed().size();
        return lost >= HANDFUL && lost > shrinkShare * spaces.size()
                ? Optional.of(lost + " of " + spaces.size() + " spaces vanished at once")
                : Optional.empty();
    }

    void apply(Difference difference) {
        apply(difference.extract().registry(), difference.batch(), difference.unreadable());
    }

    void apply(UUID origin, Batch batch, Map<String, String> unreadableNow) {
        unreadable = Map.copyOf(unreadableNow);
        apply(origin, batch);
    }

    /// Versions first and last, because the route table wants those that spaces point at.
    void apply(UUID origin, Batch batch) {
        for (var version : batch.versions()) {
            versions.put(version.name(), version);
            routes.put(version);
        }
        for (var space : batch.spaces()) {
            var before = spaces.put(space.name(), space);
            routes.put(space);
            noteOpening(space);
            if (before != null && !before.host().equals(space.host())) {
                routes.removeHost(before.host());
            }
        }
        for (var name : batch.closed()) {
            var before = spaces.remove(name);
            openings.remove(name);
            if (before != null) {
                routes.removeHost(before.host());
            }
        }
        for (var name : batch.removedVersions()) {
            versions.remove(name);
            routes.removeVersion(name);
        }
        registry = origin;
        revision = batch.revision();
    }

    /// Opens the gates whose time is over. What was stored stays as it is: it says the same to every node.
    void openGates(Instant now) {
        openings.keySet().removeIf(name -> {
            var space = spaces.get(name);
            var over =
                    space == null || space.closure() == null || space.closure().isOver(now);
            if (over && space != null) {
                routes.put(space.opened());
            }
            return over;
        });
    }

    /// When the next gate opens by itself.
    Optional<Instant> nextOpening() {
        return openings.values().stream().min(Comparator.naturalOrder());
    }

    private void noteOpening(Space space) {
        var closure = space.closure();
        if (closure != null && closure.ending() == Closure.Ending.OPENS) {
            openings.put(space.name(), closure.until());
        } else {
            openings.remove(space.name());
        }
    }
}
