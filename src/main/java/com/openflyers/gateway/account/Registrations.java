package com.openflyers.gateway.account;

import com.openflyers.gateway.registry.Audit;
import com.openflyers.gateway.registry.AuditEntry;
import com.openflyers.gateway.registry.Expected;
import com.openflyers.gateway.registry.Outcome.InTheMaking;
import com.openflyers.gateway.registry.Outcome.OfSpacePut;
import com.openflyers.gateway.registry.Outcome.Unchanged;
import com.openflyers.gateway.registry.Outcome.Written;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.SpaceForm;
import com.openflyers.gateway.registry.Spaces;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;

/// Spaces as operators register and change them: each with its account, or neither.
///
/// Of two who want one name, an operator goes before a sign-up that nobody has confirmed, and after one that somebody
/// has.
public final class Registrations {

    private final Spaces spaces;
    private final Accounts accounts;
    private final Audit audit = new Audit();
    private final PostalAddresses addresses = new PostalAddresses();
    private final WishRepository wishes = new WishRepository();

    public Registrations(Spaces spaces, Accounts accounts) {
        this.spaces = spaces;
        this.accounts = accounts;
    }

    /// As [Spaces#put]; besides, a space that comes or is opened again has an account, and whoever had one of the
    /// addresses that are replaced is told.
    ///
    /// @param postalAddress of the club; empty to leave it as it is
    public Future<OfSpacePut> put(
            SqlConnection tx,
            SpaceForm form,
            Optional<String> postalAddress,
            Expected expected,
            String by,
            Accounts.Telling telling) {
        // Before the name, as whoever makes the space of a sign-up does.
        return wishes.lock(tx, form.name())
                .compose(confirmed -> confirmed
                        ? Future.<OfSpacePut>succeededFuture(new InTheMaking(form.name()))
                        : spaces.hold(tx, form)
                                .compose(before -> spaces.put(tx, form, expected, by)
                                        .compose(outcome -> outcome instanceof Written
                                                ? written(tx, form, before, telling)
                                                        .map(outcome)
                                                : Future.succeededFuture(outcome))))
                .compose(outcome -> postalAddress.isPresent() && isThere(outcome)
                        ? address(tx, form.name(), postalAddress.get(), by).map(outcome)
                        : Future.succeededFuture(outcome));
    }

    private static boolean isThere(OfSpacePut outcome) {
        return outcome instanceof Written || outcome instanceof Unchanged;
    }

    private Future<Void> address(SqlConnection tx, String space, String address, String by) {
        return spaces.find(tx, space)
                .map(found -> found.orElseThrow().club().id())
                .compose(club -> addresses
                        .write(tx, club, address)
                        .compose(changed -> changed
                                ? audit.append(
                                        tx,
                                        new AuditEntry(
                                                by,
                                                "club.address",
                                                "club/" + club,
                                                new JsonObject().put("address", address)))
                                : Future.succeededFuture()));
    }

    private Future<Void> written(
            SqlConnection tx, SpaceForm form, Optional<RegisteredSpace> before, Accounts.Telling telling) {
        return wishes.drop(tx, form.name())
                .compose(_ -> accounts.open(tx, form.name(), telling))
                // Somebody has signed up and confirmed since the first look: their account must not get the space.
                .compose(opened -> opened || before.isPresent()
                        ? Future.succeededFuture()
                        : Future.failedFuture(new IllegalStateException(form.name() + " has another account")))
                .compose(_ -> before.isPresent()
                        ? accounts.replaced(tx, form.name(), before.get().contact(), form.contact(), telling)
                        : Future.succeededFuture());
    }
}
