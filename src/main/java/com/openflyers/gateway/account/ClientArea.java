package com.openflyers.gateway.account;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.LookoutVerticle;
import com.openflyers.gateway.http.ErrorPages;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.MailSettings;
import com.openflyers.gateway.provision.CopyWorkflow;
import com.openflyers.gateway.provision.FirstMemberWorkflow;
import com.openflyers.gateway.registry.Follower;
import com.openflyers.gateway.registry.SpaceNames;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.registry.Versions;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Accounts, with their pages and what works for them by itself.
public final class ClientArea {

    /// What accounts are made with.
    public record Parts(
            Vertx vertx,
            Database database,
            Spaces spaces,
            Versions versions,
            SpaceNames names,
            CopyWorkflow copies,
            FirstMemberWorkflow members,
            Follower follower,
            LetterLayout layout,
            MailSettings mail) {}

    private static final Duration BIRTHS = Duration.ofSeconds(5);
    private static final Duration QUESTIONS = Duration.ofSeconds(5);
    private static final Duration CLEARING = Duration.ofMinutes(5);

    private final ClientAreaSettings settings;
    private final Parts parts;
    private final StoreWorkflow store;
    private final LoginWorkflow logins;
    private final BirthWorkflow births;
    private final PasswordWorkflow passwords;
    private final ForgottenWorkflow forgotten;
    private final RecordWorkflow records;
    private final ContactWorkflow contacts;
    private final ConfirmationWorkflow confirmations;
    private final SignUpWorkflow signUps;
    private final Accounts accounts;

    public ClientArea(Parts parts, ClientAreaSettings settings) {
        this.settings = settings;
        this.parts = parts;
        var letters = new AccountLetters(parts.layout(), parts.mail().linkBase());
        store = new StoreWorkflow(parts.database());
        logins = new LoginWorkflow(store, new PasswordHash(parts.vertx(), settings.hashThreads()), settings);
        births = new BirthWorkflow(
                store,
                parts.copies(),
                parts.members(),
                parts.versions(),
                new BirthRegister(parts.spaces(), letters, this::address, settings.invitation()),
                parts.follower());
        passwords = new PasswordWorkflow(store, logins, letters);
        forgotten = new ForgottenWorkflow(store, letters, settings);
        records = new RecordWorkflow(store, parts.spaces(), letters, logins.sessions(), births);
        contacts = new ContactWorkflow(store, parts.spaces(), letters, settings);
        accounts = new Accounts(parts.spaces(), letters, settings, this::address);
        confirmations = new ConfirmationWorkflow(store, logins);
        signUps = new SignUpWorkflow(
                store,
                confirmations,
                new Names(parts.names()),
                parts.versions(),
                parts.members()::knows,
                new ReservationWorkflow(
                        store, logins.passwords(), letters, settings.unconfirmed(), parts.names()::host),
                settings);
    }

    /// Asked for by other features' pages as well.
    public RecordWorkflow records() {
        return records;
    }

    /// For operators.
    public Accounts accounts() {
        return accounts;
    }

    public StoreWorkflow store() {
        return store;
    }

    /// Of a space by its name, as people open it.
    public String address(String space) {
        return parts.mail().address(parts.names().host(space));
    }

    /// Its server.
    ///
    /// @param more    pages of other features
    /// @param news    what they say above a club's spaces
    /// @param exports what they add to the file with all data of a club
    /// @param clients from a `X-Forwarded-For` field, the address of the client
    public ClientAreaVerticle server(
            ErrorPages errors,
            List<ClientPages> more,
            ClubNews news,
            List<ClubExport> exports,
            UnaryOperator<String> clients) {
        var own = new RecordExport(store, records, contacts, logins.sessions());
        var all = Stream.concat(Stream.of(own), exports.stream()).toList();
        var ours = Stream.<ClientPages>of(
                new EntryPages(logins, passwords, forgotten),
                new SignUpPages(signUps, births, records, logins, this::address),
                new ConfirmationPages(confirmations, signUps, births, this::address),
                new RecordPages(records, contacts, passwords, logins, news, all, this::address));
        return new ClientAreaVerticle(
                settings,
                parts.mail().linkBase(),
                logins,
                errors,
                Stream.concat(ours, more.stream()).toList(),
                clients);
    }

    /// What makes spaces and answers questions that nobody else is at, and forgets what is over; to be deployed on
    /// virtual threads.
    ///
    /// @param schema complete when the tables are there
    public List<Deployable> lookouts(Future<Void> schema) {
        var clearing = new ClearingWorkflow(store, logins.sessions());
        return List.of(
                new LookoutVerticle("spaces to be made", BIRTHS, schema, births::makeAll),
                new LookoutVerticle("forgotten passwords", QUESTIONS, schema, forgotten::answerAll),
                new LookoutVerticle("sign-ups and sessions that are over", CLEARING, schema, _ -> clearing.clear()));
    }
}
