package com.openflyers.gateway.mail;

import com.openflyers.gateway.db.Backoff;
import com.openflyers.gateway.db.Bell;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.SqlStates;
import com.openflyers.gateway.mail.Delivery.Accepted;
import com.openflyers.gateway.mail.Delivery.Postponed;
import com.openflyers.gateway.mail.Delivery.Refused;
import com.openflyers.gateway.observe.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Sends what is in the outbox, one mail after the other, at once after the commit that put it there. Must run
/// on virtual threads. Every node has one; a row is sent by whoever claims it.
///
/// Claiming commits before the mail is sent, and what became of it commits after: a node that dies in between
/// leaves a row that is sent once more, with the same Message-ID, when the lease is over.
public final class MailVerticle extends VerticleBase {

    private static final Logger LOG = Logger.getLogger(MailVerticle.class.getName());
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /// For a file that goes with a mail; with the mail itself, well within a lease.
    private static final Duration FILE = Duration.ofSeconds(30);

    private final Database database;
    private final Future<Void> schema;
    private final Attachments attachments;
    private final Patience patience;
    private final OutboxRepository rows;
    private final MailGauges gauges;
    private final Promise<Void> ended = Promise.promise();
    private final Optional<MailServer> server;
    private final Bell bell = new Bell();
    private volatile boolean stopping;
    private String lastTrouble = "";

    /// @param schema complete when the tables are there
    public MailVerticle(
            Database database, Future<Void> schema, MailSettings settings, Metrics metrics, Attachments attachments) {
        this(database, schema, settings, metrics, attachments, Patience.USUAL);
    }

    MailVerticle(
            Database database,
            Future<Void> schema,
            MailSettings settings,
            Metrics metrics,
            Attachments attachments,
            Patience patience) {
        this.database = database;
        this.schema = schema;
        this.server = settings.host().map(host -> new MailServer(settings, host));
        this.attachments = attachments;
        this.patience = patience;
        this.rows = new OutboxRepository(patience);
        this.gauges = new MailGauges(metrics, server.isPresent());
    }

    @Override
    public Future<?> start() {
        if (server.isEmpty()) {
            LOG.warning("mail.host is not set: mails wait in the outbox");
        }
        var _ = schema.onSuccess(_ -> bell.ring());
        return server.map(vertx::deployVerticle)
                .orElseGet(() -> Future.succeededFuture(""))
                .onSuccess(_ -> context.runOnContext(_ -> run()));
    }

    /// Completes when the mail that is on its way has been noted.
    @Override
    public Future<?> stop() {
        stopping = true;
        bell.ring();
        return ended.future();
    }

    private void run() {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
        while (!stopping) {
            if (schema.succeeded()) {
                try {
                    follow(backoff);
                } catch (Exception e) {
                    trouble(e);
                }
            }
            sleep(backoff.next());
        }
        ended.complete();
    }

    /// Returns, or fails, when the listening connection is lost.
    private void follow(Backoff backoff) {
        var connection = database.connect().await();
        var lost = new AtomicBoolean();
        try {
            // Its close follows, and is what counts.
            connection.exceptionHandler(e -> LOG.log(Level.FINE, "the listening connection failed", e));
            connection.closeHandler(_ -> {
                lost.set(true);
                bell.ring();
            });
            connection.notificationHandler(_ -> bell.ring());
            var _ = within(connection.query("LISTEN " + Outbox.CHANNEL).execute());
            while (!stopping && !lost.get()) {
                sendDue();
                gauges.show(within(rows.backlog(database.pool())));
                backoff.reset();
                sleep(patience.poll());
            }
        } finally {
            // Nobody waits for a connection that may be dead.
            var _ = connection.close();
        }
    }

    private void sendDue() {
        if (server.isEmpty()) {
            return;
        }
        while (!stopping) {
            var claimed = within(rows.claim(database.pool()));
            if (claimed.isEmpty()) {
                return;
            }
            send(server.get(), claimed.get());
        }
    }

    private void send(MailServer server, ClaimedLetter letter) {
        // Both have deadlines of their own.
        var delivery = file(letter)
                .compose(file -> server.deliver(letter, file))
                .otherwise(cause -> new Postponed("no attachment: " + cause))
                .await();
        switch (delivery) {
            case Accepted() -> {
                var _ = within(rows.sent(database.pool(), letter).map(true));
                gauges.sent();
                say("");
            }
            case Postponed(var reason) -> {
                var _ = within(rows.failed(database.pool(), letter, reason).map(true));
                say("mail is not sent for now: " + reason);
            }
            case Refused(var reason) -> {
                var _ = within(rows.dead(database.pool(), letter, reason).map(true));
                LOG.warning("mail " + letter.id() + " cannot be delivered: " + reason);
            }
        }
    }

    private Future<Optional<Attachment>> file(ClaimedLetter letter) {
        return letter.attachment()
                .map(of -> attachments
                        .make(of, letter.language())
                        .timeout(FILE.toMillis(), TimeUnit.MILLISECONDS)
                        .map(Optional::of))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private void sleep(Duration longest) {
        bell.next(vertx, longest).await();
    }

    private static <T> T within(Future<T> answer) {
        return answer.timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS).await();
    }

    private void trouble(Exception e) {
        if (SqlStates.isUnavailable(e)) {
            say("the outbox cannot be reached: " + e.getMessage());
        } else {
            LOG.log(Level.SEVERE, "sending mail failed", e);
        }
    }

    /// Each trouble once, and its end.
    private void say(String trouble) {
        if (trouble.equals(lastTrouble)) {
            return;
        }
        if (trouble.isEmpty()) {
            LOG.info("mail is sent again");
        } else {
            LOG.warning(trouble);
        }
        lastTrouble = trouble;
    }
}
