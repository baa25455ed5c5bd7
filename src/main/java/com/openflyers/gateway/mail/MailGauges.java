package com.openflyers.gateway.mail;

import com.openflyers.gateway.observe.Metrics;
import java.util.concurrent.atomic.LongAdder;

/// What monitoring sees of mail: the same backlog on every node, as each one last read it.
final class MailGauges {

    private final LongAdder sent;
    private volatile Backlog backlog = Backlog.NONE;

    /// @param sending whether there is a mail server at all
    MailGauges(Metrics metrics, boolean sending) {
        sent = metrics.counter("gateway_mail_sent", "Mails that the mail server took from this node");
        // For as long as the process lives: nobody takes these back.
        var _ = metrics.gauge("gateway_mail_sending", "1 if a mail server is configured", () -> sending ? 1 : 0);
        var _ = metrics.gauge("gateway_mail_waiting", "Mails not sent yet", () -> backlog.waiting());
        var _ = metrics.gauge("gateway_mail_dead", "Mails that nobody tries any more", () -> backlog.dead());
        var _ = metrics.gauge(
                "gateway_mail_oldest_seconds",
                "Age of the mail that waits longest",
                () -> backlog.oldest().toSeconds());
    }

    void show(Backlog now) {
        backlog = now;
    }

    void sent() {
        sent.increment();
    }
}
