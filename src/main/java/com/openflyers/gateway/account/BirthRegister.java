package com.openflyers.gateway.account;

import com.openflyers.gateway.account.ContactWorkflow.Which;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.registry.Audit;
import com.openflyers.gateway.registry.AuditEntry;
import com.openflyers.gateway.registry.Club;
import com.openflyers.gateway.registry.Contact;
import com.openflyers.gateway.registry.Outcome;
import com.openflyers.gateway.registry.SpaceDatabase;
import com.openflyers.gateway.registry.SpaceForm;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.route.Space.Kind;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/// Enters the spaces of sign-ups in the registry, and tells whom it concerns.
final class BirthRegister {

    private final Spaces spaces;
    private final AccountLetters letters;
    private final UnaryOperator<String> addresses;
    private final Duration confirmable;
    private final AccountRepository accounts = new AccountRepository();
    private final LinkRepository links = new LinkRepository();
    private final Outbox outbox = new Outbox();
    private final Audit audit = new Audit();

    /// @param addresses   of a space by its name, as people open it
    /// @param confirmable how long the link to the club's address is good for
    BirthRegister(Spaces spaces, AccountLetters letters, UnaryOperator<String> addresses, Duration confirmable) {
        this.spaces = spaces;
        this.letters = letters;
        this.addresses = addresses;
        this.confirmable = confirmable;
    }

    /// Enters the space, in the transaction in which its database gets its name.
    ///
    /// @return the revision of the space; fails with [NeverThere] when no later try will succeed
    Future<Long> enter(SqlConnection tx, SignUp signUp, Club club, DatabaseName database) {
        return isConfirmed(tx, signUp.contact(), club)
                .compose(confirmed -> confirmed
                        ? enter(tx, signUp, club, database, signUp.contact())
                        : enter(tx, signUp, club, database, withoutClubs(signUp.contact()))
                                .compose(revision -> askClub(tx, signUp).map(revision)));
    }

    /// Whether somebody has followed a link that was mailed to the club's address.
    private Future<Boolean> isConfirmed(SqlConnection tx, Contact contact, Club club) {
        return contact.clubEmail().equalsIgnoreCase(contact.email())
                ? Future.succeededFuture(true)
                : accounts.isClubs(tx, club.id(), contact.clubEmail());
    }

    /// One typing error, and it is a stranger's, to whom nothing must go that opens the account.
    private static Contact withoutClubs(Contact contact) {
        return new Contact(contact.email(), contact.name(), contact.email(), contact.language());
    }

    private Future<Void> askClub(SqlConnection tx, SignUp signUp) {
        var address = signUp.contact().clubEmail();
        var token = Tokens.random();
        var to = new Recipient(address, Account.language(signUp.contact()));
        return links.add(tx, Tokens.hash(token), ContactWorkflow.link(signUp.name(), Which.CLUB, address), confirmable)
                .compose(_ -> outbox.add(tx, letters.confirmClub(to, signUp, token)));
    }

    private Future<Long> enter(SqlConnection tx, SignUp signUp, Club club, DatabaseName database, Contact contact) {
        var form = new SpaceForm(
                signUp.name(),
                club.name(),
                contact,
                Kind.TEST,
                signUp.version(),
                List.of(new SpaceDatabase(signUp.version(), database.text(), SpaceDatabase.Role.LIVE)));
        return spaces.found(tx, form, club).compose(outcome -> switch (outcome) {
            case Outcome.Written written -> tell(tx, signUp, written.revision()).map(written.revision());
            case Outcome.NameRetired _ -> Future.failedFuture(new NeverThere("the name is another space's"));
            case Outcome.BadName(var rule) -> Future.failedFuture(new NeverThere(rule));
            // Rolled back with the rest, so that the sign-up is still there to be seen.
            default -> Future.failedFuture(new IllegalStateException("the registry refuses the space: " + outcome));
        });
    }

    private Future<Void> tell(SqlConnection tx, SignUp signUp, long revision) {
        var to = new Recipient(signUp.contact().email(), Account.language(signUp.contact()));
        var detail = new JsonObject().put("revision", revision).put("version", signUp.version());
        return audit.append(
                        tx,
                        new AuditEntry("account/" + signUp.name(), "space.sign-up", "space/" + signUp.name(), detail))
                .compose(_ -> outbox.add(tx, letters.ready(to, signUp, addresses.apply(signUp.name()))));
    }

    /// Rolls back the birth of a space that the registry will never take.
    static final class NeverThere extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NeverThere(String because) {
            super(because, null, false, false);
        }
    }
}
