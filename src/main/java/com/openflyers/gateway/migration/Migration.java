package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.registry.Engine;
import com.openflyers.gateway.registry.Holder;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One wish of a club to be served by another version, with everything that has become of it.
///
/// @param attempt  number of this try; of no other try of any migration
/// @param revision of the row; grows with each change of state
/// @param facts    what the steps have found out, see [Facts]
/// @param deadline when the hold must have been decided; null while nothing is held
public record Migration(
        long id,
        String space,
        String club,
        String from,
        String to,
        Engine engine,
        State state,
        Purpose purpose,
        long attempt,
        long revision,
        Request.Source source,
        String reference,
        String requestedBy,
        Instant requestedAt,
        Instant dueAt,
        @Nullable Instant windowFrom,
        @Nullable Instant windowTo,
        @Nullable Long acceptedCents,
        boolean free,
        @Nullable Instant deadline,
        @Nullable Instant switchedAt,
        JsonObject facts) {

    public Course course() {
        return new Course(purpose, engine);
    }

    /// Under which the space is reserved.
    public Holder.Named holder() {
        return new Holder.Named("migration " + id);
    }

    /// What the copy of this attempt is marked with.
    String mark() {
        return mark(attempt);
    }

    String mark(long ofAttempt) {
        return "migration " + id + " attempt " + ofAttempt;
    }

    Facts known() {
        return new Facts(facts);
    }

    /// The version that serves until it is done.
    String serving() {
        return purpose == Purpose.REVERSE ? to : from;
    }

    /// The version that serves once it is done.
    String goal() {
        return purpose == Purpose.REVERSE ? from : to;
    }

    /// The database that is left: the new version's on the way back.
    DatabaseName leaving() {
        return purpose == Purpose.REVERSE ? known().target() : known().origin();
    }

    DatabaseName fenced() {
        return leaving().fenced(attempt);
    }

    /// What this attempt copies to; takes its live name with the switch.
    DatabaseName copy() {
        var target = known().target();
        return switch (purpose) {
            case REHEARSAL -> target.rehearsal(attempt);
            case CUTOVER, REVERSE -> target.candidate(attempt);
        };
    }
}
