package com.openflyers.gateway.migration;

import com.openflyers.gateway.billing.SetUpPackage;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.route.Space.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A migration as its club follows it.
///
/// @param host       of the space
/// @param ahead      how many are promised an earlier day
/// @param average    from request to switch; empty before there was one
/// @param interrupts whether members are told to wait until a time, instead of waiting for some seconds
/// @param longest    how long that may take
/// @param others     the club's test spaces
/// @param setUp      the set-up package that was ordered with it or since, or is under way
public record Followed(
        Migration migration,
        String host,
        Kind kind,
        long ahead,
        Optional<Duration> average,
        boolean interrupts,
        Duration longest,
        Duration kept,
        List<RegisteredSpace> others,
        Optional<SetUpPackage> setUp) {

    public Followed {
        others = List.copyOf(others);
    }

    public Optional<Report> report() {
        return Report.of(migration);
    }

    public Text headline() {
        return ClubWords.headline(migration);
    }

    public Text explanation() {
        return ClubWords.explanation(migration, kind, kept);
    }

    /// Where on the way it is: 1 asked for, 2 tried, 3 moved, 4 looked at by the club, 5 done; 0 when it came to
    /// nothing.
    public int leg() {
        return ClubWords.leg(migration);
    }

    /// Nothing is tried on a copy, and people copy back what a way back would lose.
    public boolean byHand() {
        return migration.course().isManual();
    }

    public boolean mayWithdraw() {
        return may(Event.WITHDRAW);
    }

    public boolean mayAccept() {
        return may(Event.ACCEPT);
    }

    public boolean mayReverse() {
        return may(Event.REVERSE)
                && (migration.course().isManual() || migration.facts().containsKey(Facts.KEPT));
    }

    private boolean may(Event event) {
        return Migrations.words(migration).contains(event);
    }

    /// Whether the new version has been in service.
    public boolean switched() {
        return migration.switchedAt() != null;
    }

    public boolean accepted() {
        return migration.state() == State.ACCEPTED || migration.state() == State.ARCHIVED;
    }

    /// What it is not yet: neither switched nor come to nothing.
    public boolean waits() {
        return migration.switchedAt() == null && !migration.state().isOver();
    }

    /// Seconds until there may be news; 0 if only the club's own word brings some.
    public int pace() {
        return switch (migration.state()) {
            case AWAITING_CLUB, ACCEPTED, ARCHIVED, REVERSED, REFUSED, WITHDRAWN -> 0;
            case REHEARSED, SCHEDULED, OBSERVING, NEEDS_HUMAN, ROLLED_BACK -> 15;
            case REQUESTED,
                    PREFLIGHT,
                    ARMED,
                    HOLDING,
                    FENCING,
                    FENCED,
                    RETURNING,
                    COPIED,
                    COUNTED,
                    MIGRATED,
                    VERIFIED,
                    AWAITING_COPY,
                    SWITCHED,
                    ABORTING -> 2;
        };
    }

    /// Empty for any time.
    public Optional<Request.Window> window() {
        var from = migration.windowFrom();
        var to = migration.windowTo();
        return from == null || to == null ? Optional.empty() : Optional.of(new Request.Window(from, to));
    }

    public Optional<Instant> switchedAt() {
        return Optional.ofNullable(migration.switchedAt());
    }

    public Optional<Long> price() {
        return migration.free() ? Optional.empty() : Optional.ofNullable(migration.acceptedCents());
    }

    /// Why it was refused: a person's words.
    public Optional<String> refusal() {
        return migration.state() == State.REFUSED
                ? Optional.ofNullable(migration.facts().getString(Facts.BECAUSE))
                        .filter(words -> !words.isBlank())
                : Optional.empty();
    }

    /// How the request came.
    public Text source() {
        return switch (migration.source()) {
            case CLIENT_AREA -> new Text("dans le compte client", "in the client account");
            case MAIL -> new Text("par mail", "by mail");
            case FORUM -> new Text("sur le forum", "in the forum");
            case TELEPHONE -> new Text("par téléphone", "by telephone");
        };
    }
}
