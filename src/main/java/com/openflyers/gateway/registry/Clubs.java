package com.openflyers.gateway.registry;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes clubs, names them anew, and makes one of two that are the same in life.
///
/// Whoever changes clubs locks their spaces first and the clubs then, as everybody does who writes about a space: what
/// is written there refers to the club, and PostgreSQL locks that for it. Then the spaces once more, as one may have
/// come meanwhile; none comes while the club is locked.
public final class Clubs {

    /// In one order for everybody, so that nobody waits in a circle.
    private static final String LOCK = """
            SELECT id, name, merged_into
              FROM club
             WHERE id IN (#{from}, #{into})
             ORDER BY id
               FOR UPDATE
            """;

    private static final String LOCK_SPACES = """
            SELECT name, reserved_by
              FROM space
             WHERE club = #{club}
             ORDER BY name
               FOR UPDATE
            """;

    private static final String RENAME = """
            UPDATE club
               SET name = #{name}
             WHERE id = #{club}
            """;

    private static final String REVISE = """
            UPDATE space
               SET revision = #{revision}
             WHERE name = #{name}
            """;

    private static final String MOVE = """
            UPDATE space
               SET club = #{into}, revision = #{revision}
             WHERE name = #{name}
            """;

    /// What operators have registered stays theirs.
    private static final String VOUCH = """
            UPDATE club
               SET registered = true
             WHERE id = #{into} AND (SELECT registered FROM club WHERE id = #{from})
            """;

    /// Whatever was merged into it before has become the other one as well.
    private static final String MERGE = """
            UPDATE club
               SET merged_into = #{into}
             WHERE id = #{from} OR merged_into = #{from}
            """;

    /// What became of a wish to merge.
    public sealed interface Merging {

        /// @param spaces that have changed hands
        record Merged(Club from, Club into, List<String> spaces) implements Merging {}

        record Unknown(long club) implements Merging {}

        record Itself() implements Merging {}

        /// It was merged before.
        record Already(long club) implements Merging {}

        /// Something is under way with one of its spaces.
        record Busy(String space, String by) implements Merging {}
    }

    /// What became of a wish to rename.
    public sealed interface Renaming {

        /// @param former as the club was called until now
        record Renamed(Club former) implements Renaming {}

        /// It is called so.
        record Already() implements Renaming {}

        /// There is none, or it was merged.
        record Unknown() implements Renaming {}
    }

    /// Gives what a feature keeps of one club to another.
    public interface Belongings {

        Future<Void> pass(SqlConnection tx, long from, long into);
    }

    private record Row(Club club, @Nullable Long mergedInto) {}

    private record Held(String name, @Nullable String by) {}

    /// One more, whether or not there is one of that name: whoever signs up is nobody's but their own.
    ///
    /// @return its id
    public Future<Long> add(SqlConnection tx, String name) {
        return ClubRepository.add(tx, name, false);
    }

    /// All or nothing, in the caller's transaction. The name of `from` leads to `into` from now on.
    public Future<Merging> merge(SqlConnection tx, long from, long into, List<Belongings> belongings) {
        if (from == into) {
            return Future.succeededFuture(new Merging.Itself());
        }
        return lock(tx, from, into).compose(found -> {
            for (var id : List.of(from, into)) {
                var club = of(found, id);
                if (club.isEmpty()) {
                    return Future.succeededFuture(new Merging.Unknown(id));
                }
                if (club.get().mergedInto() != null) {
                    return Future.succeededFuture(new Merging.Already(id));
                }
            }
            return mergeLocked(
                    tx,
                    of(found, from).orElseThrow().club(),
                    of(found, into).orElseThrow().club(),
                    belongings);
        });
    }

    /// All or nothing, in the caller's transaction: the name of the club, and with it what the edge says of its spaces.
    public Future<Renaming> rename(SqlConnection tx, long club, String name) {
        return lock(tx, club, club).compose(found -> {
            var before = of(found, club).filter(row -> row.mergedInto() == null);
            if (before.isEmpty()) {
                return Future.succeededFuture(new Renaming.Unknown());
            }
            var former = before.get().club();
            if (former.name().equals(name)) {
                return Future.succeededFuture(new Renaming.Already());
            }
            return lockSpaces(tx, club)
                    .compose(spaces -> SqlTemplate.forUpdate(tx, RENAME)
                            .execute(Map.of("club", club, "name", name))
                            .compose(_ -> each(spaces, space -> revise(tx, space))))
                    .map(new Renaming.Renamed(former));
        });
    }

    /// The spaces of `from`, then both clubs.
    private static Future<List<Row>> lock(SqlConnection tx, long from, long into) {
        return lockSpaces(tx, from)
                .compose(_ -> SqlTemplate.forQuery(tx, LOCK)
                        .mapTo(row ->
                                new Row(new Club(row.getLong("id"), row.getString("name")), row.getLong("merged_into")))
                        .execute(Map.of("from", from, "into", into)))
                .map(Rows::list);
    }

    private static Future<List<Held>> lockSpaces(SqlConnection tx, long club) {
        return SqlTemplate.forQuery(tx, LOCK_SPACES)
                .mapTo(row -> new Held(row.getString("name"), row.getString("reserved_by")))
                .execute(Map.of("club", club))
                .map(Rows::list);
    }

    private static Optional<Row> of(List<Row> rows, long id) {
        return rows.stream().filter(row -> row.club().id() == id).findFirst();
    }

    private static Future<Merging> mergeLocked(SqlConnection tx, Club from, Club into, List<Belongings> belongings) {
        return lockSpaces(tx, from.id()).compose(spaces -> {
            var busy = spaces.stream().filter(space -> space.by() != null).findFirst();
            return busy.isPresent()
                    ? Future.succeededFuture(new Merging.Busy(
                            busy.get().name(), Objects.requireNonNull(busy.get().by())))
                    : each(belongings, each -> each.pass(tx, from.id(), into.id()))
                            .compose(_ -> each(spaces, space -> move(tx, space, into.id())))
                            .compose(_ -> SqlTemplate.forUpdate(tx, VOUCH)
                                    .execute(Map.of("from", from.id(), "into", into.id())))
                            .compose(_ -> SqlTemplate.forUpdate(tx, MERGE)
                                    .execute(Map.of("from", from.id(), "into", into.id())))
                            .map(new Merging.Merged(
                                    from, into, spaces.stream().map(Held::name).toList()));
        });
    }

    /// The edge says the club's name in its own pages.
    private static Future<Void> move(SqlConnection tx, Held space, long into) {
        return Feed.next(tx, Feed.Kind.SPACE, space.name())
                .compose(revision -> SqlTemplate.forUpdate(tx, MOVE)
                        .execute(Map.of("name", space.name(), "into", into, "revision", revision)))
                .mapEmpty();
    }

    private static Future<Void> revise(SqlConnection tx, Held space) {
        return Feed.next(tx, Feed.Kind.SPACE, space.name())
                .compose(revision ->
                        SqlTemplate.forUpdate(tx, REVISE).execute(Map.of("name", space.name(), "revision", revision)))
                .mapEmpty();
    }

    private static <T> Future<Void> each(List<T> all, Function<T, Future<Void>> work) {
        var done = Future.<Void>succeededFuture();
        for (var one : all) {
            done = done.compose(_ -> work.apply(one));
        }
        return done;
    }
}
