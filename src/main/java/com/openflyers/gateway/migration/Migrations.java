package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.LookoutVerticle;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.migration.Progress.Happening;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.provision.Obstacle;
import com.openflyers.gateway.registry.Engine;
import com.openflyers.gateway.registry.Expected;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.RegisteredVersion;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.registry.Versions;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The migrations of all spaces: how they are asked for, and what people may say to them.
public final class Migrations {

    /// Their limits are counted in hours and days.
    private static final Duration REMINDERS = Duration.ofMinutes(5);

    /// From one look at how many there are to the next, as often as they are asked for.
    private static final Duration COUNTS = Duration.ofSeconds(10);

    private static final List<Event> WORDS = Stream.of(Event.values())
            .filter(event -> event.compareTo(Event.REHEARSE) >= 0)
            .toList();

    /// What became of a request.
    public sealed interface Requested {

        record Recorded(Migration migration) implements Requested {}

        record UnknownSpace() implements Requested {}

        record UnknownVersion() implements Requested {}

        /// The space is there already, or the version has no way for it.
        ///
        /// @param because a sentence for an operator
        record Impossible(Text because) implements Requested {}

        /// Another one of the space is under way.
        record UnderWay(long migration) implements Requested {}

        /// The club's free one is used, and the price was not accepted; null when the version has no price.
        record PriceNotAccepted(@Nullable Long cents) implements Requested {}
    }

    /// What became of somebody's word.
    public sealed interface Said {

        record Heard(Migration migration) implements Said {}

        record Unknown() implements Said {}

        /// It has moved on since it was looked at.
        ///
        /// @param revision that it has by now
        record Stale(long revision) implements Said {}

        /// It has no place now.
        ///
        /// @param because a sentence for an operator
        record NotNow(Text because) implements Said {}
    }

    private final MigrationParts parts;
    private final Database database;
    private final Spaces spaces;
    private final Versions versions;
    private final MigrationRepository rows;
    private final ClaimRepository claims = new ClaimRepository();
    private final EvidenceRepository lines = new EvidenceRepository();
    private final Entitlements entitlements = new Entitlements();
    private final Progress progress;
    private final Verbs verbs;
    private final Destination destination;
    private final Notices notices;
    private final MigrationSettings settings;

    public Migrations(MigrationParts parts, MigrationSettings settings) {
        this.parts = parts;
        this.database = parts.database();
        this.spaces = parts.spaces();
        this.versions = parts.versions();
        this.rows = new MigrationRepository();
        this.progress = new Progress(rows, new Effects(rows, parts, settings));
        this.verbs = new Verbs(parts, rows, settings);
        this.destination = new Destination(parts);
        this.notices = parts.notices();
        this.settings = settings;
    }

    /// What drives them on this node, to be deployed on virtual threads.
    ///
    /// @param schema complete when the tables are there
    public Deployable driver(Future<Void> schema, String node) {
        return driver(schema, node, StepObserver.NONE);
    }

    Deployable driver(Future<Void> schema, String node, StepObserver observer) {
        var coordinator = new CoordinatorWorkflow(parts, rows, settings, progress, observer, node);
        return new MigrationVerticle(coordinator::claim, coordinator::drive, schema, settings.atOnce());
    }

    /// What writes the letters whose day has come, to be deployed on virtual threads; any number of nodes may.
    ///
    /// @param schema complete when the tables are there
    public Deployable reminders(Future<Void> schema, InstantSource clock) {
        var reminders = new ReminderWorkflow(parts, rows, clock);
        return new LookoutVerticle("letters whose day has come", REMINDERS, schema, _ -> reminders.write());
    }

    /// What shows them to monitoring, to be deployed on virtual threads.
    ///
    /// @param schema complete when the tables are there
    public Deployable gauges(Future<Void> schema, Metrics metrics) {
        var tally = new TallyWorkflow(database, metrics);
        return new LookoutVerticle("migrations to be counted", COUNTS, schema, _ -> tally.read());
    }

    public Future<Optional<Migration>> find(long id) {
        return rows.find(database.pool(), id);
    }

    /// Those that are under way first, by the day on which they are due.
    public Future<List<Migration>> page(@Nullable State state, @Nullable String space, int limit) {
        return rows.page(database.pool(), state, space, limit);
    }

    /// What can be proved of it, from the line after `seq` on.
    public Future<List<Evidence>> evidence(long id, long seq) {
        return lines.after(database.pool(), id, seq);
    }

    /// Takes down that somebody wants a space moved. The club is told in the same transaction.
    public Future<Requested> request(SqlConnection tx, Request request) {
        return spaces.find(tx, request.space())
                .compose(found -> found.filter(space -> space.state() == RegisteredSpace.State.ACTIVE)
                        .map(space -> versions.keep(tx, List.of(space.version(), request.to()))
                                .compose(_ -> versions.find(tx, request.to()))
                                .compose(to -> versions.find(tx, space.version())
                                        .compose(from -> request(tx, request, space, from, to))))
                        .orElse(Future.succeededFuture(new Requested.UnknownSpace())));
    }

    private Future<Requested> request(
            SqlConnection tx,
            Request request,
            RegisteredSpace space,
            Optional<RegisteredVersion> from,
            Optional<RegisteredVersion> to) {
        if (from.isEmpty() || to.isEmpty()) {
            return Future.succeededFuture(new Requested.UnknownVersion());
        }
        if (space.version().equals(request.to())) {
            return Future.succeededFuture(new Requested.Impossible(new Text(
                    "l’espace est déjà sur la version " + request.to(),
                    "the space is on version " + request.to() + " already")));
        }
        // Who makes the databases of both: where one side is not ours, all is done by hand.
        var engine = from.get().engine() == Engine.POSTGRESQL && to.get().engine() == Engine.POSTGRESQL
                ? Engine.POSTGRESQL
                : Engine.MANUAL;
        var facts = new JsonObject()
                .put(Facts.START_AT_ONCE, request.startAtOnce())
                .put(Facts.ORPHANS_ACCEPTED, request.acceptsOrphans());
        return rows.now(tx)
                .compose(now -> Verbs.over(request.window(), now)
                        .map(because -> Future.<Requested>succeededFuture(new Requested.Impossible(because)))
                        .orElseGet(() -> rows.insert(tx, request, engine, settings.due(), facts)
                                .compose(id -> id.isPresent() ? paid(tx, request, id.get()) : underWay(tx, request))));
    }

    private Future<Requested> underWay(SqlConnection tx, Request request) {
        return rows.page(tx, null, request.space(), 1)
                .map(found -> new Requested.UnderWay(found.getFirst().id()));
    }

    /// The club's free one, or the price that it has accepted.
    private Future<Requested> paid(SqlConnection tx, Request request, long id) {
        return entitlements.take(tx, request.space(), id).compose(free -> {
            if (free) {
                return recorded(tx, id);
            }
            return entitlements
                    .price(tx, request.to())
                    .compose(cents -> cents != null && Objects.equals(cents, request.acceptedCents())
                            ? recorded(tx, id)
                            : rows.delete(tx, id).map(new Requested.PriceNotAccepted(cents)));
        });
    }

    private Future<Requested> recorded(SqlConnection tx, long id) {
        return rows.find(tx, id)
                .map(Optional::orElseThrow)
                .compose(migration -> notices.requested(tx, migration).map(new Requested.Recorded(migration)));
    }

    /// What can be said to it, as far as the states go; [#say] may still object.
    public static List<Event> words(Migration migration) {
        return WORDS.stream()
                .filter(word -> Transitions.next(migration.state(), migration.course(), word)
                        .isPresent())
                .toList();
    }

    /// How the gate of its space will be closed for the switch, as far as is known now.
    public MigrationSettings.Hold hold(Migration migration) {
        return settings.ahead(migration);
    }

    /// What is to be done by hand, in order; empty when nothing is.
    public Future<List<Checklist.Item>> checklist(Migration migration) {
        return destination
                .missing(database.pool(), migration.space(), migration.goal())
                .map(missing -> Checklist.of(migration, missing.isEmpty()));
    }

    /// The sentence for an operator in the failure of [#say], if somebody's word came to nothing by no fault of ours.
    public static Optional<Text> impediment(Throwable failure) {
        return switch (failure) {
            case Impediment impediment -> Optional.of(impediment.sentence());
            case Obstacle obstacle -> Optional.ofNullable(obstacle.getMessage()).map(Text::same);
            // What an operator has put there cannot be read.
            case UncheckedIOException files ->
                Optional.ofNullable(files.getMessage()).map(Text::same);
            default -> Optional.empty();
        };
    }

    /// Says something to a migration: an operator, or the club.
    ///
    /// @param expected the revision of the migration that was seen
    /// @param word     what is said, with what belongs to it
    public Future<Said> say(SqlConnection tx, long id, Expected expected, Word word, String by) {
        return rows.lock(tx, id).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new Said.Unknown());
            }
            var migration = found.get();
            if (!expected.allows(migration.revision())) {
                return Future.succeededFuture(new Said.Stale(migration.revision()));
            }
            return verbs.objection(tx, migration, word)
                    .compose(objection -> objection.isPresent()
                            ? Future.<Said>succeededFuture(new Said.NotNow(objection.get()))
                            : advance(tx, migration, word, by));
        });
    }

    private Future<Said> advance(SqlConnection tx, Migration migration, Word word, String by) {
        var found = new JsonObject();
        if (!word.reason().isEmpty()) {
            found.put(Facts.BECAUSE, word.reason());
        }
        var facts = new JsonObject()
                .putNull(Facts.BECAUSE)
                .mergeIn(found)
                .put(Facts.BROKEN_OFF, word.event() == Event.ABORT)
                .put(Facts.WITHDRAWN, word.event() == Event.WITHDRAW)
                .put(Facts.NOW, word.event() == Event.START)
                .put(Facts.LOSS_ACCEPTED, false)
                .putNull(Facts.LOSS_SHOWN)
                .put(Facts.FELL_SILENT, false)
                .putNull(Facts.NOT_BEFORE)
                .mergeIn(word.facts());
        if (word.event() == Event.REVERSE) {
            // What the way back before has found, another may not come to find.
            facts.put(Facts.WRITTEN, new JsonObject());
        }
        var happening =
                new Happening(word.event(), by, Instant.now(), found.mergeIn(word.facts()), facts, word.window());
        return progress.advance(tx, migration, happening)
                // Whoever is at the step that was under way would only find that it comes too late.
                .compose(moved -> claims.unclaim(tx, moved.id()).map(new Said.Heard(moved)));
    }

    /// How long a migration takes on average, from request to switch; empty before there was one.
    public Future<Optional<Duration>> average(SqlClient client) {
        return rows.average(client);
    }

    /// What belongs to one club becomes another's. Of two free migrations one was used if either was.
    public Future<Void> pass(SqlConnection tx, long from, long into) {
        return new OfferRepository().moveToClub(tx, from, into).compose(_ -> entitlements.pass(tx, from, into));
    }
}
