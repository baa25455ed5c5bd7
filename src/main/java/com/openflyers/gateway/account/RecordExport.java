package com.openflyers.gateway.account;

import com.openflyers.gateway.db.StoredEnum;
import com.openflyers.gateway.registry.RegisteredSpace;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// What accounts and the registry keep of a club, for its file.
final class RecordExport implements ClubExport {

    private final StoreWorkflow store;
    private final RecordWorkflow records;
    private final ContactWorkflow contacts;
    private final SessionRepository sessions;

    RecordExport(StoreWorkflow store, RecordWorkflow records, ContactWorkflow contacts, SessionRepository sessions) {
        this.store = store;
        this.records = records;
        this.contacts = contacts;
        this.sessions = sessions;
    }

    @Override
    public JsonObject of(Account account) {
        var all = new JsonArray();
        records.accounts(account)
                .forEach(each -> all.add(
                        json(each).put("toBeConfirmed", toBeConfirmed(each)).put("sessions", sessions(each))));
        var places = new JsonArray();
        records.spaces(account).forEach(space -> places.add(json(space)));
        return new JsonObject()
                .put("club", account.club().name())
                .put("postalAddress", records.postal(account))
                .put("accounts", all)
                .put("spaces", places);
    }

    private JsonArray sessions(Account account) {
        var all = new JsonArray();
        store.read(client -> sessions.list(client, account.name(), Buffer.buffer()))
                .forEach(session -> all.add(new JsonObject()
                        .put("openedAt", session.openedAt().toString())
                        .put("seenAt", session.seenAt().toString())
                        .put("browser", session.agent())
                        .put("address", session.address())));
        return all;
    }

    private JsonObject toBeConfirmed(Account account) {
        var addresses = new JsonObject();
        contacts.awaited(account).forEach((which, address) -> addresses.put(StoredEnum.word(which), address));
        return addresses;
    }

    private static JsonObject json(Account account) {
        return new JsonObject()
                .put("identifier", account.name())
                .put("createdAt", account.createdAt().toString())
                .put("clubEmail", account.contact().clubEmail())
                .put("contactName", account.contact().name())
                .put("contactEmail", account.contact().email())
                .put("language", account.language().tag());
    }

    private static JsonObject json(RegisteredSpace space) {
        return new JsonObject()
                .put("space", space.name())
                .put("address", space.host())
                .put("kind", StoredEnum.word(space.kind()))
                .put("version", space.version())
                .put("formerVersions", new JsonArray(space.formerVersions()))
                .put("state", StoredEnum.word(space.state()));
    }
}
