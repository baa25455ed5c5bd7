package com.openflyers.gateway.account;

import com.openflyers.gateway.account.LinkRepository.Link;
import com.openflyers.gateway.account.LinkRepository.Purpose;
import com.openflyers.gateway.account.QuestionRepository.Question;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.registry.Contact;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Mails whoever has forgotten a password a link to a new one, if the address is one of the account's record.
///
/// The answer never tells whether it is, neither by what it says nor by when it comes: it waits for nothing but the
/// limit and the question's own row. Who asked is looked up behind it, by this process or, when it has died meanwhile,
/// by any other.
final class ForgottenWorkflow {

    private static final Logger LOG = Logger.getLogger(ForgottenWorkflow.class.getName());

    /// Mails of one account, whoever asks; and questions from one address.
    private static final Allowance MAILS = new Allowance(3, Duration.ofMinutes(20));
    static final Allowance QUESTIONS = new Allowance(20, Duration.ofSeconds(30));

    /// For one question; then somebody else looks into it.
    private static final Duration LEASE = Duration.ofSeconds(30);

    /// Any account's identifier. What else was typed is nobody's, and may be what no table takes.
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9-]{1,63}");

    private final StoreWorkflow store;
    private final AccountLetters letters;
    private final ClientAreaSettings settings;
    private final Outbox outbox = new Outbox();
    private final AccountRepository accounts = new AccountRepository();
    private final LinkRepository links = new LinkRepository();
    private final QuestionRepository questions = new QuestionRepository();

    ForgottenWorkflow(StoreWorkflow store, AccountLetters letters, ClientAreaSettings settings) {
        this.store = store;
        this.letters = letters;
        this.settings = settings;
    }

    /// @param email an address, as typed
    /// @return false if it was asked from there too often
    boolean ask(String identifier, String email, ClientAddress address) {
        var taken = store.change(tx -> Attempts.take(tx, "forgotten/" + address.block(), QUESTIONS)
                .compose(more -> more && IDENTIFIER.matcher(identifier).matches()
                        ? questions.add(tx, identifier, email).map(true)
                        : Future.succeededFuture(more)));
        if (taken) {
            LOG.info(() -> "password link asked for from " + address.text());
            var _ = Thread.ofVirtual().name("password link").start(() -> answerAll(() -> false));
        }
        return taken;
    }

    /// Looks into what nobody is looking into.
    void answerAll(BooleanSupplier stopping) {
        try {
            var more = true;
            while (more && !stopping.getAsBoolean()) {
                var claimed = store.read(client -> questions.claim(client, LEASE));
                claimed.ifPresent(this::answer);
                more = claimed.isPresent();
            }
        } catch (Exception e) {
            // It is tried again when its lease is over, for an hour.
            LOG.log(Level.WARNING, "a password link could not be mailed", e);
        }
    }

    private void answer(Question question) {
        var token = Tokens.random();
        store.change(tx -> questions
                .end(tx, question)
                .compose(there -> there ? accounts.find(tx, question.identifier()) : Future.succeededFuture(none()))
                .compose(found -> found.map(AccountRepository.Stored::account)
                        .flatMap(account ->
                                recorded(account.contact(), question.email()).map(to -> mail(tx, account, to, token)))
                        .orElse(Future.succeededFuture())));
    }

    private static Optional<AccountRepository.Stored> none() {
        return Optional.empty();
    }

    /// The recorded one, never the one that was typed.
    private static Optional<String> recorded(Contact contact, String typed) {
        var wanted = SignUpForm.ascii(typed).toLowerCase(Locale.ROOT);
        return Stream.of(contact.clubEmail(), contact.email())
                .filter(address -> address.toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    private Future<Void> mail(SqlConnection tx, Account account, String to, String token) {
        return Attempts.take(tx, "forgotten/account/" + account.name(), MAILS)
                .compose(more -> more
                        ? links.add(
                                        tx,
                                        Tokens.hash(token),
                                        new Link(account.name(), Purpose.PASSWORD, new JsonObject()),
                                        settings.link())
                                .compose(_ -> outbox.add(
                                        tx, letters.reset(new Recipient(to, account.language()), account, token)))
                        : Future.succeededFuture());
    }
}
