package com.openflyers.gateway.admin;

import com.openflyers.gateway.mail.Address;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.registry.Contact;
import com.openflyers.gateway.registry.SpaceDatabase;
import com.openflyers.gateway.registry.SpaceForm;
import com.openflyers.gateway.registry.SpaceNames;
import com.openflyers.gateway.route.Space.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Clubs that come in all at once, one space a line. Every fault of a file is found, not the first alone.
///
/// @param lines without a fault
/// @param unfit what the other lines say all the same
public record ClubFile(List<Line> lines, List<Unfit> unfit, List<Fault> faults) {

    /// The columns, in any order; `database` and `language` may be empty. [#POSTAL_ADDRESS] may come as well.
    public static final List<String> COLUMNS = List.of(
            "space", "club", "version", "kind", "database", "clubEmail", "contactName", "contactEmail", "language");

    public static final String POSTAL_ADDRESS = "postalAddress";

    /// @param number        in the file, from 1 on
    /// @param postalAddress of the club; empty to leave it as it is
    public record Line(int number, SpaceForm form, Optional<String> postalAddress) {}

    /// What the registry can be asked about in a line with faults, however wrong the rest of it is.
    public record Unfit(int number, String space, String version, List<SpaceDatabase> databases) {}

    /// @param rule what is expected, as a sentence
    public record Fault(int line, String column, String rule) {

        @Override
        public String toString() {
            return "line " + line + (column.isEmpty() ? "" : ", " + column) + ": " + rule;
        }
    }

    public ClubFile {
        lines = List.copyOf(lines);
        unfit = List.copyOf(unfit);
        faults = List.copyOf(faults);
    }

    public static ClubFile parse(String content, SpaceNames names) {
        var rows = CsvText.read(content);
        if (rows.isEmpty()) {
            return new ClubFile(
                    List.of(), List.of(), List.of(new Fault(1, "", "expected a line with the columns " + COLUMNS)));
        }
        var header = rows.getFirst();
        var faults = new ArrayList<Fault>();
        if (header.cells().stream().filter(POSTAL_ADDRESS::equals).count() > 1) {
            faults.add(new Fault(header.line(), POSTAL_ADDRESS, "expected this column once"));
        }
        for (var column : COLUMNS) {
            if (header.cells().stream().filter(column::equals).count() != 1) {
                faults.add(new Fault(header.line(), column, "expected this column once"));
            }
        }
        for (var cell : header.cells()) {
            if (!COLUMNS.contains(cell) && !cell.equals(POSTAL_ADDRESS)) {
                faults.add(new Fault(
                        header.line(), cell, "unknown column; there are " + COLUMNS + " and " + POSTAL_ADDRESS));
            }
        }
        if (!faults.isEmpty()) {
            return new ClubFile(List.of(), List.of(), faults);
        }
        var reading = new Reading(header.cells(), names, faults);
        rows.stream().skip(1).forEach(reading::read);
        return new ClubFile(reading.lines, reading.unfit, faults);
    }

    private static final class Reading {

        private final List<String> columns;
        private final SpaceNames names;
        private final List<Fault> faults;
        private final List<Line> lines = new ArrayList<>();
        private final List<Unfit> unfit = new ArrayList<>();
        private final Map<String, Integer> seen = new HashMap<>();

        Reading(List<String> columns, SpaceNames names, List<Fault> faults) {
            this.columns = columns;
            this.names = names;
            this.faults = faults;
        }

        void read(CsvText.Row row) {
            if (row.cells().size() != columns.size()) {
                fault(
                        row,
                        "",
                        "expected " + columns.size() + " cells, found "
                                + row.cells().size());
                return;
            }
            var before = faults.size();
            var space = cell(row, "space");
            names.fault(space).ifPresent(rule -> fault(row, "space", rule));
            once(row, "space", space);
            var kind = cell(row, "kind");
            if (!kind.equals("test") && !kind.equals("production")) {
                fault(row, "kind", "expected test or production");
            }
            var database = cell(row, "database");
            if (!database.isEmpty()) {
                once(row, "database", database);
                database(row, database);
            }
            var club = text(row, "club");
            var version = text(row, "version");
            var contact = contact(row);
            var postalAddress = postalAddress(row);
            var databases = database.isEmpty()
                    ? List.<SpaceDatabase>of()
                    : List.of(new SpaceDatabase(version, database, SpaceDatabase.Role.LIVE));
            if (faults.size() > before) {
                unfit.add(new Unfit(row.line(), space, version, databases));
            } else {
                var form =
                        new SpaceForm(space, club, contact, Kind.valueOf(VersionBody.upper(kind)), version, databases);
                lines.add(new Line(row.line(), form, postalAddress));
            }
        }

        private Contact contact(CsvText.Row row) {
            var language = cell(row, "language");
            if (!List.of("", "fr", "en").contains(language)) {
                fault(row, "language", "expected fr, en or nothing");
            }
            return new Contact(
                    address(row, "clubEmail"),
                    text(row, "contactName"),
                    address(row, "contactEmail"),
                    language.equals("en") ? Contact.Language.EN : Contact.Language.FR);
        }

        private Optional<String> postalAddress(CsvText.Row row) {
            var typed = columns.contains(POSTAL_ADDRESS) ? cell(row, POSTAL_ADDRESS) : "";
            if (typed.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(RecordRules.postal(typed));
            } catch (IllegalArgumentException e) {
                fault(row, POSTAL_ADDRESS, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        }

        private void database(CsvText.Row row, String database) {
            try {
                var _ = new DatabaseName(database);
            } catch (IllegalArgumentException e) {
                fault(row, "database", String.valueOf(e.getMessage()));
            }
        }

        private void once(CsvText.Row row, String column, String value) {
            var earlier = seen.putIfAbsent(column + "/" + value, row.line());
            if (earlier != null) {
                fault(row, column, "\"" + value + "\" is on line " + earlier + " already");
            }
        }

        private String text(CsvText.Row row, String column) {
            var text = cell(row, column);
            RecordRules.text(text).ifPresent(rule -> fault(row, column, rule));
            return text;
        }

        private String address(CsvText.Row row, String column) {
            var address = Address.parse(cell(row, column));
            if (address.isEmpty()) {
                fault(row, column, "expected an e-mail address");
            }
            return address.map(Address::ascii).orElse("");
        }

        private String cell(CsvText.Row row, String column) {
            return row.cells().get(columns.indexOf(column));
        }

        private void fault(CsvText.Row row, String column, String rule) {
            faults.add(new Fault(row.line(), column, rule));
        }
    }
}
