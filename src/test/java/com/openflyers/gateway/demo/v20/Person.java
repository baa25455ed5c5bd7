package com.openflyers.gateway.demo.v20;

import com.openflyers.gateway.demo.Permit;
import io.vertx.sqlclient.Row;
import java.util.Set;

/// Somebody who is logged in.
record Person(int id, String login, String firstName, String lastName, Set<String> rights) {

    static final String COLUMNS = "person.id, person.login, person.first_name, person.last_name, person.rights";

    Person {
        rights = Set.copyOf(rights);
    }

    boolean may(Permit permit) {
        return rights.contains(permit.right());
    }

    boolean mayBook() {
        return may(Permit.BOOK_ALONE) || may(Permit.BOOK_INSTRUCTION) || may(Permit.BOOK_ALL);
    }

    String fullName() {
        return firstName + " " + lastName;
    }

    static Person from(Row row) {
        return new Person(
                row.getInteger("id"),
                row.getString("login"),
                row.getString("first_name"),
                row.getString("last_name"),
                Set.of(row.getArrayOfStrings("rights")));
    }
}
