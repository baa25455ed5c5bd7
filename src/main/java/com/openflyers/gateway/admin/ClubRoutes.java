package com.openflyers.gateway.admin;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.registry.Clubs;
import com.openflyers.gateway.registry.Clubs.Belongings;
import com.openflyers.gateway.registry.Clubs.Merging;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/// The operations on clubs.
final class ClubRoutes {

    private final Database database;
    private final Clubs clubs = new Clubs();
    private final List<Belongings> belongings;
    private final Changes changes;

    /// @param belongings what the features keep of clubs
    ClubRoutes(Database database, List<Belongings> belongings, Changes changes) {
        this.database = database;
        this.belongings = List.copyOf(belongings);
        this.changes = changes;
    }

    Map<String, Operation> operations() {
        return Map.of("mergeClub", this::merge);
    }

    private Future<Answer> merge(Call call) {
        var from = call.id("id");
        var into = call.body().getLong("into");
        return database.transaction(
                        call.ending(),
                        tx -> clubs.merge(tx, from, into, belongings)
                                .compose(merging -> merging instanceof Merging.Merged(var former, var club, var spaces)
                                        ? changes.record(
                                                        tx,
                                                        call.operator(),
                                                        "club.merge",
                                                        "club/" + from,
                                                        call.body()
                                                                .copy()
                                                                .put("club", former.name())
                                                                .put("intoClub", club.name())
                                                                .put("spaces", new JsonArray(spaces)))
                                                .map(merging)
                                        : Future.succeededFuture(merging)))
                .map(merging -> switch (merging) {
                    case Merging.Merged(var _, var club, var spaces) ->
                        Answer.ok(new JsonObject()
                                .put(
                                        "club",
                                        new JsonObject().put("id", club.id()).put("name", club.name()))
                                .put("spaces", new JsonArray(spaces)));
                    case Merging.Unknown(var club) -> new Answer.Refused(AccountProblems.unknownClub(club));
                    case Merging.Itself _ -> new Answer.Refused(AccountProblems.sameClub());
                    case Merging.Already(var club) -> new Answer.Refused(AccountProblems.mergedClub(club));
                    case Merging.Busy(var space, var by) -> new Answer.Refused(AccountProblems.busyClub(space, by));
                });
    }
}
