package com.openflyers.gateway.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every host the edge knows, and where its requests go now.
///
/// Reading is one hash lookup without allocation or lock, from any thread. Writing costs the same for one space or
/// a million; writers take turns on this object's lock. Versions come before the spaces that point at them, as the
/// registry's revisions do.
public final class RouteTable {

    /// Told of each change after readers can see it, on the writer's thread: must be quick and must not throw.
    public interface Listener {

        /// @param before null for a host that is new
        /// @param after  null for one that was closed
        default void targetChanged(Route route, @Nullable Target before, @Nullable Target after) {}

        /// @param before null for a version that is new
        /// @param after  null for one that was removed
        default void versionChanged(@Nullable Version before, @Nullable Version after) {}
    }

    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final Map<String, LiveVersion> versions = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /// @param host in the form of [Host]
    public @Nullable Route find(String host) {
        return routes.get(host);
    }

    public @Nullable Version findVersion(String name) {
        var live = versions.get(name);
        return live == null ? null : live.version();
    }

    /// The routes as they are now, in no order; changes meanwhile may or may not show.
    public Stream<Route> routes() {
        return routes.values().stream();
    }

    /// The versions as they are now, in no order.
    public Collection<Version> versions() {
        return versions.values().stream().map(LiveVersion::version).toList();
    }

    public int size() {
        return routes.size();
    }

    public synchronized void put(Version version) {
        var live = versions.get(version.name());
        var before = live == null ? null : live.version();
        if (live == null) {
            versions.put(version.name(), new LiveVersion(version));
        } else {
            live.renew(version);
        }
        listeners.forEach(listener -> listener.versionChanged(before, version));
    }

    /// Does nothing for a version that is not there.
    ///
    /// @throws IllegalStateException while a space points at it
    public synchronized void removeVersion(String name) {
        var live = versions.get(name);
        if (live == null) {
            return;
        }
        var used = routes.values().stream().anyMatch(route -> {
            var target = route.target();
            return target != null && target.live() == live;
        });
        if (used) {
            throw new IllegalStateException("a space still points at version " + name);
        }
        versions.remove(name);
        listeners.forEach(listener -> listener.versionChanged(live.version(), null));
    }

    /// Adds the space, or makes its route point as the space now says.
    ///
    /// @throws IllegalStateException when the table does not know the space's version
    public synchronized void put(Space space) {
        var live = versions.get(space.version());
        if (live == null) {
            throw new IllegalStateException(
                    "space " + space.name() + " points at an unknown version " + space.version());
        }
        var target = new Target(space, live);
        var known = routes.get(space.host());
        var before = known == null ? null : known.target();
        var route = known == null ? new Route(space.host(), target) : known;
        if (known == null) {
            routes.put(space.host(), route);
        } else {
            known.point(target);
        }
        listeners.forEach(listener -> listener.targetChanged(route, before, target));
    }

    /// Closes the host: unknown from now on, also for a connection that remembers its route.
    public synchronized void removeHost(String host) {
        var route = routes.remove(host);
        if (route == null) {
            return;
        }
        var before = route.target();
        route.point(null);
        listeners.forEach(listener -> listener.targetChanged(route, before, null));
    }

    /// Adds a listener and tells it all that the table holds already, so that it misses nothing in between.
    public synchronized void listen(Listener listener) {
        listeners.add(listener);
        versions.values().forEach(live -> listener.versionChanged(null, live.version()));
        new ArrayList<>(routes.values()).forEach(route -> listener.targetChanged(route, null, route.target()));
    }
}
