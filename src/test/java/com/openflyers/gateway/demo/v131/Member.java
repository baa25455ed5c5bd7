package com.openflyers.gateway.demo.v131;

import com.openflyers.gateway.demo.Permit;
import com.openflyers.gateway.demo.web.SpaceDatabase;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Somebody who is logged in.
///
/// @param permits the bit masks of all profiles together
record Member(int num, String login, String firstName, String lastName, int permits) {

    private static final String COLUMNS = """
            SELECT who.num, who.name, who.first_name, who.last_name,
                   coalesce((SELECT bit_or(permits) FROM profiles WHERE profiles.num & who.profile <> 0), 0) AS permits
              FROM authentication AS who
            """;

    private static final String FIND = COLUMNS + " WHERE who.num = $1";
    private static final String CHECK =
            COLUMNS + " WHERE who.name = $1 AND who.password = md5(convert_to($2, 'LATIN1'))";

    static Optional<Member> find(SpaceDatabase space, int num) {
        return space.row(FIND, num).map(Member::from);
    }

    static Optional<Member> check(SpaceDatabase space, String login, String password) {
        // What Latin-1 lacks cannot have been typed into a page of this version.
        return StandardCharsets.ISO_8859_1.newEncoder().canEncode(password)
                ? space.row(CHECK, login, password).map(Member::from)
                : Optional.empty();
    }

    boolean may(Permit permit) {
        return (permits & permit.bit()) != 0;
    }

    boolean mayBook() {
        return may(Permit.BOOK_ALONE) || may(Permit.BOOK_INSTRUCTION) || may(Permit.BOOK_ALL);
    }

    String fullName() {
        return firstName + " " + lastName;
    }

    private static Member from(Row row) {
        return new Member(
                row.getInteger("num"),
                row.getString("name"),
                Entities.decode(row.getString("first_name")),
                Entities.decode(row.getString("last_name")),
                row.getInteger("permits"));
    }
}
