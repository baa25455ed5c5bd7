package com.openflyers.gateway.registry;

import com.openflyers.gateway.db.Parameters;
import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.db.StoredEnum;
import com.openflyers.gateway.registry.RegisteredSpace.State;
import com.openflyers.gateway.registry.SpaceDatabase.Role;
import com.openflyers.gateway.route.Space.Kind;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The statements about spaces, with their databases as they are read; all but the pointer.
final class SpaceRepository {

    private static final String COLUMNS = """
            SELECT s.name, s.club, c.name AS club_name, s.club_email, s.contact_name, s.contact_email, s.language, s.kind,
                   s.state, s.version, s.former_versions, s.revision, s.reserved_by,
                   k.mode, k.until, k.ending, k.french, k.english,
                   (SELECT coalesce(jsonb_agg(jsonb_build_object('version', d.version, 'name', d.name, 'role', d.role)
                                              ORDER BY d.version, d.name), '[]')
                      FROM space_database d
                     WHERE d.space = s.name) AS databases
              FROM space s
                   JOIN club c ON c.id = s.club
                   LEFT JOIN closure k ON k.space = s.name
                             AND (k.ending = 'stays' OR k.until > clock_timestamp())
            """;

    private static final String FIND = COLUMNS + """
             WHERE s.name = #{name}
            """;

    private static final String PAGE = COLUMNS + """
             WHERE s.state = 'active'
                   AND s.name > #{after}
                   AND (#{kind}::text IS NULL OR s.kind = #{kind})
                   AND (#{version}::text IS NULL OR s.version = #{version})
                   AND (#{text}::text IS NULL OR strpos(lower(s.name || ' ' || c.name), lower(#{text})) > 0)
             ORDER BY s.name
             LIMIT #{limit}
            """;

    private static final String OF_CLUB = COLUMNS + """
             WHERE s.club = #{club}
             ORDER BY s.name
            """;

    private static final String CONTACT = """
            UPDATE space
               SET club_email = #{club_email}, contact_name = #{contact_name}, contact_email = #{contact_email},
                   language = #{language}
             WHERE name = #{name}
            """;

    /// Advisory, because what must not be made twice may not have a row yet.
    private static final String LOCK_NAME = """
            SELECT pg_advisory_xact_lock(hashtextextended(#{name}, 0))
            """;

    private static final String LOCK = """
            SELECT name
              FROM space
             WHERE name = #{name}
               FOR UPDATE
            """;

    /// All of the space's club where that will be renamed, in the order in which [Clubs] locks them.
    private static final String LOCK_WITH_CLUB = """
            SELECT name
              FROM space
             WHERE name = #{name}
                   OR club = (SELECT c.id
                                FROM space s
                                     JOIN club c ON c.id = s.club
                               WHERE s.name = #{name} AND s.state = 'active' AND c.name <> #{club})
             ORDER BY name
               FOR UPDATE
            """;

    private static final String WRITE = """
            INSERT INTO space (name, club, club_email, contact_name, contact_email, language, kind, version, revision)
            VALUES (#{name}, #{club}, #{club_email}, #{contact_name}, #{contact_email}, #{language}, #{kind}, #{version},
                    #{revision})
                ON CONFLICT (name) DO UPDATE
               SET club = excluded.club, club_email = excluded.club_email, contact_name = excluded.contact_name,
                   contact_email = excluded.contact_email, language = excluded.language, kind = excluded.kind,
                   state = 'active', closed_at = NULL, revision = excluded.revision
            """;

    private static final String CLOSE = """
            UPDATE space
               SET state = 'closed', closed_at = clock_timestamp(), revision = #{revision}
             WHERE name = #{name} AND state = 'active'
            """;

    private static final String CLOSED_FOR = """
            SELECT s.name
              FROM space s
             WHERE s.state = 'closed' AND s.reserved_by IS NULL
                   AND s.closed_at < clock_timestamp() - #{kept} * interval '1 millisecond'
                   AND EXISTS (SELECT FROM space_database d WHERE d.space = s.name AND d.role IN ('live', 'candidate'))
             ORDER BY s.closed_at
            """;

    private final SpaceNames names;

    SpaceRepository(SpaceNames names) {
        this.names = names;
    }

    Future<Optional<RegisteredSpace>> find(SqlClient client, String name) {
        return SqlTemplate.forQuery(client, FIND)
                .mapTo(this::from)
                .execute(Map.of("name", name))
                .map(Rows::first);
    }

    Future<Page<RegisteredSpace>> page(SqlClient client, SpaceFilter filter) {
        var kind = filter.kind();
        var after = filter.after();
        return SqlTemplate.forQuery(client, PAGE)
                .mapTo(this::from)
                .execute(Parameters.of("after", after == null ? "" : after)
                        .and("kind", kind == null ? null : StoredEnum.word(kind))
                        .and("version", filter.version())
                        .and("text", filter.text())
                        .and("limit", filter.limit() + 1)
                        .map())
                .map(rows -> {
                    var found = Rows.list(rows);
                    if (found.size() <= filter.limit()) {
                        return new Page<>(found, null);
                    }
                    var items = found.subList(0, filter.limit());
                    return new Page<>(items, items.getLast().name());
                });
    }

    Future<List<RegisteredSpace>> ofClub(SqlClient client, long club) {
        return SqlTemplate.forQuery(client, OF_CLUB)
                .mapTo(this::from)
                .execute(Map.of("club", club))
                .map(Rows::list);
    }

    Future<List<String>> closedFor(SqlClient client, Duration kept) {
        return SqlTemplate.forQuery(client, CLOSED_FOR)
                .mapTo(row -> row.getString("name"))
                .execute(Map.of("kept", kept.toMillis()))
                .map(Rows::list);
    }

    Future<Void> contact(SqlConnection tx, String name, Contact contact) {
        return SqlTemplate.forUpdate(tx, CONTACT)
                .execute(Map.of(
                        "name", name,
                        "club_email", contact.clubEmail(),
                        "contact_name", contact.name(),
                        "contact_email", contact.email(),
                        "language", StoredEnum.word(contact.language())))
                .mapEmpty();
    }

    /// Keeps others from changing the space or making one of that name, or a club of that name.
    ///
    /// @param club what the space's will be called
    Future<Void> lock(SqlConnection tx, String space, String club) {
        return SqlTemplate.forQuery(tx, LOCK_NAME)
                .execute(Map.of("name", "club/" + club))
                .compose(_ -> SqlTemplate.forQuery(tx, LOCK_NAME).execute(Map.of("name", "space/" + space)))
                .compose(_ -> SqlTemplate.forQuery(tx, LOCK_WITH_CLUB).execute(Map.of("name", space, "club", club)))
                .mapEmpty();
    }

    Future<Void> lock(SqlConnection tx, String space) {
        return SqlTemplate.forQuery(tx, LOCK).execute(Map.of("name", space)).mapEmpty();
    }

    Future<Void> write(SqlConnection tx, SpaceForm form, long club, long revision) {
        return SqlTemplate.forUpdate(tx, WRITE)
                .execute(Parameters.of("name", form.name())
                        .and("club", club)
                        .and("club_email", form.contact().clubEmail())
                        .and("contact_name", form.contact().name())
                        .and("contact_email", form.contact().email())
                        .and("language", StoredEnum.word(form.contact().language()))
                        .and("kind", StoredEnum.word(form.kind()))
                        .and("version", form.version())
                        .and("revision", revision)
                        .map())
                .mapEmpty();
    }

    Future<Void> close(SqlConnection tx, String name, long revision) {
        return SqlTemplate.forUpdate(tx, CLOSE)
                .execute(Map.of("name", name, "revision", revision))
                .mapEmpty();
    }

    private RegisteredSpace from(Row row) {
        var name = row.getString("name");
        return new RegisteredSpace(
                name,
                names.host(name),
                new Club(row.getLong("club"), row.getString("club_name")),
                new Contact(
                        row.getString("club_email"),
                        row.getString("contact_name"),
                        row.getString("contact_email"),
                        StoredEnum.constant(Contact.Language.class, row.getString("language"))),
                StoredEnum.constant(Kind.class, row.getString("kind")),
                ClosureRepository.route(row),
                row.getString("reserved_by"),
                StoredEnum.constant(State.class, row.getString("state")),
                row.getString("version"),
                List.of(row.getArrayOfStrings("former_versions")),
                row.getJsonArray("databases").stream()
                        .map(JsonObject.class::cast)
                        .map(SpaceRepository::database)
                        .toList(),
                row.getLong("revision"));
    }

    private static SpaceDatabase database(JsonObject json) {
        return new SpaceDatabase(
                json.getString("version"),
                json.getString("name"),
                StoredEnum.constant(Role.class, json.getString("role")));
    }
}
