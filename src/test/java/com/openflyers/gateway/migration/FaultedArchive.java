package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;

import com.openflyers.gateway.migration.FaultedMigration.Judged;
import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Fingerprint;
import com.openflyers.gateway.provision.Quarantine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A migration that is over, with one fault while what it has left is archived and set aside, and judged: there is an
/// archive, the database is aside once and as it was, and nothing else is gone or left.
final class FaultedArchive {

    private static final String LONG_AGO = "2020-01-01T00:00:00Z";

    private final MigrationWorld world;
    private final String space;
    private final Fault fault;

    FaultedArchive(MigrationWorld world, String space, Fault fault) {
        this.world = world;
        this.space = space;
        this.fault = fault;
    }

    Judged judge() {
        world.club(space);
        var migration = FaultedWayBack.switched(world, space);
        var original =
                FaultedMigration.fenced(world, world.find(migration).known().kept());
        say(migration, isBack() ? Event.REVERSE : Event.ACCEPT);
        var begun = Relay.begin(world, migration, fault, Set.of(State.AWAITING_CLUB));
        if (begun.isEmpty()) {
            return new Judged(fault, world.find(migration).state(), List.of("the fault did not happen"));
        }
        var relay = begun.get();
        until("the archive of " + migration + " is made", () -> archivedAt(migration) != null);
        var kept = world.find(migration).known().kept();
        setAside(migration);
        relay.decided();
        until("nothing is left of " + migration, () -> leftovers(migration).isEmpty());
        relay.end();
        return new Judged(fault, world.find(migration).state(), complaints(migration, kept, original));
    }

    private void setAside(long migration) {
        world.fact(migration, isBack() ? Facts.REVERSED_AT : Facts.ACCEPTED_AT, LONG_AGO);
        if (isBack()) {
            until("what is left of " + migration + " is set aside", () -> {
                world.look(migration);
                return world.find(migration).facts().getString(Facts.KEPT) == null;
            });
        } else {
            say(migration, Event.ARCHIVE);
        }
    }

    private void say(long migration, Event event) {
        var said = world.say(migration, event);
        if (!(said instanceof Said.Heard)) {
            throw new AssertionError(said);
        }
    }

    private List<String> complaints(long migration, DatabaseName kept, Fingerprint original) {
        var found = world.find(migration);
        var standing = world.space(space);
        var aside = result(world.parts().quarantine().all(world.registry.pool())).stream()
                .filter(entry -> entry.former().equals(kept))
                .map(Quarantine.Entry::name)
                .toList();
        var complaints = new ArrayList<String>();
        if (!Evidence.holds(world.evidence(migration), found.state())) {
            complaints.add("C10: the evidence does not lead to the state of the row");
        }
        if (world.parts().archives().latest(kept).isEmpty()) {
            complaints.add("there is no archive of " + kept);
        }
        if (aside.size() != 1) {
            complaints.add(kept + " is set aside " + aside.size() + " times");
        } else if (!original.equals(
                isBack()
                        ? FaultedMigration.open(world, found.known().origin())
                        : FaultedMigration.fenced(world, aside.getFirst()))) {
            complaints.add("C11: the old database is not what it was at the switch");
        }
        var version = isBack() ? "1.3.1" : "2.0";
        if (!standing.version().equals(version) || standing.closure() != null || standing.reservedBy() != null) {
            complaints.add("the space is not open on its version: " + standing);
        }
        return complaints;
    }

    private List<String> leftovers(long migration) {
        world.look(migration);
        var found = world.find(migration);
        var known = found.known();
        return List.of(known.target(), known.origin()).stream()
                .map(name -> name.rehearsal(found.attempt()).text())
                .filter(world.stored()::exists)
                .toList();
    }

    private @Nullable String archivedAt(long migration) {
        return world.find(migration).facts().getString(Facts.ARCHIVED_AT);
    }

    private boolean isBack() {
        return fault.state() == State.REVERSED;
    }
}
