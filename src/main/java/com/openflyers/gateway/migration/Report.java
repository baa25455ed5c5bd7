package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Text;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a rehearsal has found, for the club to read.
///
/// @param counts    what was taken over
/// @param remarks   what could not be, one by one
/// @param predicted how long requests will have to wait
public record Report(List<Count> counts, List<Remark> remarks, Duration predicted) {

    /// Of a rehearsal that said nothing, as one by hand.
    static final Report EMPTY = new Report(List.of(), List.of(), Duration.ZERO);

    public record Count(Text what, long number) {}

    /// @param detail which one it is
    public record Remark(Text what, Text detail) {

        Text whole() {
            return new Text(
                    what.french() + " (" + detail.french() + ")", what.english() + " (" + detail.english() + ")");
        }
    }

    public Report {
        counts = List.copyOf(counts);
        remarks = List.copyOf(remarks);
    }

    /// Empty before there was a rehearsal.
    public static Optional<Report> of(Migration migration) {
        return of(migration.facts());
    }

    /// @param facts of a migration, or of the change that brought the report
    static Optional<Report> of(JsonObject facts) {
        return Optional.ofNullable(facts.getJsonObject(Facts.REPORT))
                .map(report -> new Report(
                        counts(report), remarks(report), Duration.ofMillis(report.getLong(Facts.PREDICTED, 0L))));
    }

    private static List<Count> counts(JsonObject report) {
        var counts = new ArrayList<Count>();
        report.getJsonObject("ledger", new JsonObject())
                .getJsonObject("checks", new JsonObject())
                .getJsonObject("rows", new JsonObject())
                .getJsonObject("values", new JsonObject())
                .forEach(row ->
                        counts.add(new Count(counted(row.getKey()), Long.parseLong(String.valueOf(row.getValue())))));
        return counts;
    }

    private static List<Remark> remarks(JsonObject report) {
        return report.getJsonArray("orphans", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .map(orphan ->
                        new Remark(lost(orphan.getString("row", "")), BookingNote.of(orphan.getString("because", ""))))
                .toList();
    }

    /// The names that the ledgers of all ways use; others are shown as they are.
    private static Text counted(String name) {
        return switch (name) {
            case "people" -> new Text("Personnes", "People");
            case "members" -> new Text("Membres", "Members");
            case "aircraft" -> new Text("Avions", "Aircraft");
            case "bookings" -> new Text("Réservations", "Bookings");
            default -> Text.same(name);
        };
    }

    /// @param row topic and number, such as `booking-without-member 17`
    private static Text lost(String row) {
        var blank = row.indexOf(' ');
        var topic = blank < 0 ? row : row.substring(0, blank);
        var number = blank < 0 ? "" : row.substring(blank);
        return switch (topic) {
            case "booking-without-member" ->
                new Text(
                        "Réservation" + number + " : son membre n’existe plus, elle n’est pas reprise",
                        "Booking" + number + ": its member exists no more, it is not taken over");
            case "booking-without-time" ->
                new Text(
                        "Réservation" + number + " : elle finit avant de commencer, elle n’est pas reprise",
                        "Booking" + number + ": it ends before it begins, it is not taken over");
            case "booking-without-aircraft" ->
                new Text(
                        "Réservation" + number + " : son avion n’existe plus, elle est reprise sans avion",
                        "Booking" + number + ": its aircraft exists no more, it is taken over without one");
            case "booking-without-instructor" ->
                new Text(
                        "Réservation" + number + " : son instructeur n’existe plus, elle est reprise sans instructeur",
                        "Booking" + number + ": its instructor exists no more, it is taken over without one");
            case "booking-overlap" ->
                new Text(
                        "Réservation" + number + " : l’avion était déjà pris, elle est reprise sans avion",
                        "Booking" + number + ": the aircraft was taken already, it is taken over without one");
            case "member-without-person" ->
                new Text(
                        "Membre" + number + " : la personne n’existe plus, il n’est pas repris",
                        "Member" + number + ": the person exists no more, it is not taken over");
            default -> Text.same(row);
        };
    }
}
