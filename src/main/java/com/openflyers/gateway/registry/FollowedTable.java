package com.openflyers.gateway.registry;

import com.openflyers.gateway.registry.TableStatus.Current;
import com.openflyers.gateway.registry.TableStatus.Missing;
import com.openflyers.gateway.registry.TableStatus.Stale;
import com.openflyers.gateway.route.RouteTable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The registry's part of the route table together with its copy on disk: the one place where a change is applied,
/// saved and reported, in that order. A disk that fails is named and never keeps a change from being served. For one
/// thread.
final class FollowedTable implements AutoCloseable {

    /// Whether an extract is looked at with suspicion.
    enum Trust {
        CHECKED,
        /// An operator has said that it is right.
        GIVEN
    }

    private static final Logger LOG = Logger.getLogger(FollowedTable.class.getName());

    private final SpaceNames names;
    private final Served served;
    private final Follower follower;
    private final RegistrySettings settings;
    private @Nullable SavedTable saved;
    private @Nullable String savedFault;
    private @Nullable String torn;
    private boolean unsaved;
    private List<String> faults = List.of();

    FollowedTable(SpaceNames names, RouteTable routes, Follower follower, RegistrySettings settings) {
        this.names = names;
        this.served = new Served(routes, settings.shrinkShare());
        this.follower = follower;
        this.settings = settings;
    }

    /// Serves what the last run left on disk.
    void openSaved() {
        try {
            var opened = SavedTable.in(settings.savedTable());
            saved = opened;
            switch (opened.load()) {
                case SavedContent.Nothing() -> report(new Missing("there is no saved table"));
                case SavedContent.Damaged(var reason) -> {
                    savedFault = "the saved table is refused: " + reason;
                    report(new Missing(savedFault));
                }
                case SavedContent.Sound(var registry, var table, var tail) -> {
                    torn = tail;
                    served.apply(registry, allowed(table), forbidden(table));
                    openGates();
                    follower.advance(served.revision());
                    report(new Stale(served.revision(), "from the saved table; the registry was not read yet"));
                    LOG.info(served.spaces().size() + " spaces at revision " + served.revision()
                            + " from the saved table");
                }
            }
        } catch (IOException e) {
            savedFault = "the saved table cannot be used: " + e.getMessage();
            report(new Missing(savedFault));
        }
    }

    /// Without the spaces whose names were reserved since the table was saved: their hosts lead elsewhere now.
    private Batch allowed(Batch saved) {
        var spaces = saved.spaces().stream()
                .filter(space -> names.fault(space.name()).isEmpty())
                .toList();
        return new Batch(saved.revision(), saved.versions(), spaces, saved.closed(), saved.removedVersions());
    }

    private Map<String, String> forbidden(Batch saved) {
        var faults = new TreeMap<String, String>();
        for (var space : saved.spaces()) {
            names.fault(space.name()).ifPresent(fault -> faults.put(Extract.space(space.name()), fault));
        }
        return faults;
    }

    long revision() {
        return served.revision();
    }

    /// Whether rows that the changes do not name may be readable only now: spaces whose version has come at last.
    boolean mayLeaveOut(Extract changes) {
        return !changes.versions().isEmpty() && !served.unreadable().isEmpty();
    }

    /// Takes over what the extract says, unless it looks wrong: then why, as a sentence.
    Optional<String> take(Extract extract, Trust trust) {
        var difference = Difference.between(served, extract);
        if (trust == Trust.CHECKED) {
            var suspicion = served.suspicion(difference);
            if (suspicion.isPresent()) {
                return suspicion;
            }
        }
        var before = served.revision();
        served.apply(difference);
        openGates();
        if (difference.batch().size() > 0 || served.revision() != before) {
            save(difference.batch());
            follower.advance(served.revision());
        }
        return Optional.empty();
    }

    /// Opens the gates whose time is over; needs nobody.
    void openGates() {
        served.openGates(Instant.now());
    }

    /// How long nothing opens by itself; `longest` at most.
    Duration untilNextOpening(Duration longest) {
        var left = served.nextOpening()
                .map(opening -> Duration.between(Instant.now(), opening))
                .filter(wait -> wait.compareTo(longest) < 0);
        // A millisecond more than nothing: a timer needs one, and may ring a little early.
        return left.map(wait -> wait.isPositive() ? wait.plusMillis(1) : Duration.ofMillis(1))
                .orElse(longest);
    }

    /// All is known that the registry holds.
    void current() {
        report(new Current(served.revision()));
    }

    /// The registry cannot be read, or is not believed.
    void behind(String reason) {
        report(served.registry() == null ? new Missing(reason) : new Stale(served.revision(), reason));
    }

    /// To be called from time to time when nothing else is to be done.
    void tidy() {
        var open = saved;
        if (open == null) {
            return;
        }
        try {
            if (unsaved) {
                open.snapshot(served);
                saveWorked();
            }
            open.flush();
        } catch (IOException | RuntimeException e) {
            saveFailed(e);
        }
    }

    @Override
    public void close() {
        var open = saved;
        saved = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.warning("the saved table was not closed: " + e.getMessage());
            }
        }
    }

    private void save(Batch batch) {
        var open = saved;
        if (open == null) {
            return;
        }
        try {
            open.store(served, batch);
            saveWorked();
        } catch (IOException | RuntimeException e) {
            saveFailed(e);
        }
    }

    private void saveWorked() {
        unsaved = false;
        savedFault = null;
        torn = null;
    }

    /// Whatever it was, a row that cannot be encoded included: what is served is served.
    private void saveFailed(Exception e) {
        unsaved = true;
        var cause = e.getCause();
        savedFault = "the saved table cannot be written: " + (cause == null ? e : cause).getMessage();
    }

    private void report(TableStatus status) {
        var now = new ArrayList<String>();
        Stream.of(savedFault, torn).filter(fault -> fault != null).forEach(now::add);
        served.unreadable().forEach((row, reason) -> now.add(row + " is left as it was: " + reason));
        if (!now.equals(faults)) {
            now.stream().filter(fault -> !faults.contains(fault)).forEach(LOG::warning);
            faults = List.copyOf(now);
        }
        follower.report(status, faults);
    }
}
