package com.openflyers.gateway.migration;

import com.openflyers.gateway.account.ClientPages;
import com.openflyers.gateway.account.PageRoutes;
import com.openflyers.gateway.account.View;
import com.openflyers.gateway.account.Visit;
import com.openflyers.gateway.http.Text;
import java.util.Map;
import java.util.function.BiFunction;

/// A migration as its club follows it, and what the club says: not after all, all is well, back.
final class FollowPages implements ClientPages {

    private static final Text TOO_LATE = new Text(
            "Ce n’est plus possible : voyez ci-dessous où en est la migration.",
            "That is not possible any more: see below where the migration is.");
    private static final Text TICK = new Text(
            "Cochez pour confirmer que vous renoncez à ce qui est listé.",
            "Tick to confirm that you give up what is listed.");
    private static final Text MORE = new Text(
            "D’autres enregistrements ont été faits depuis : relisez la liste.",
            "More has been recorded since: read the list again.");

    private final FollowWorkflow moves;

    FollowPages(FollowWorkflow moves) {
        this.moves = moves;
    }

    @Override
    public void mount(PageRoutes routes) {
        routes.getOwn("/migrations/:id", visit -> of(visit, FollowPages::page));
        routes.postOwn(
                "/migrations/:id/withdraw",
                visit -> of(visit, (_, followed) -> say(visit, followed, Word.of(Event.WITHDRAW, ""))));
        routes.postOwn(
                "/migrations/:id/accept",
                visit -> of(visit, (_, followed) -> say(visit, followed, Word.of(Event.ACCEPT, ""))));
        routes.getOwn("/migrations/:id/reverse", visit -> of(visit, this::price));
        routes.postOwn("/migrations/:id/reverse", visit -> of(visit, this::reverse));
    }

    private View of(Visit visit, BiFunction<Visit, Followed, View> page) {
        return Wish.number(visit.path("id"))
                .flatMap(id -> moves.find(visit.account(), id))
                .map(followed -> page.apply(visit, followed))
                .orElseGet(OfferPages::unknown);
    }

    private static View page(Visit visit, Followed followed) {
        var page = View.page("follow").with("followed", followed);
        return visit.query("said").equals("late") ? page.saying(TOO_LATE) : page;
    }

    /// What was heard already is shown as it is: a second click is no fault.
    private View say(Visit visit, Followed followed, Word word) {
        var path = "/migrations/" + followed.migration().id();
        if (moves.say(visit.account(), followed, word) || isSaid(followed, word.event())) {
            return new View.Moved(path);
        }
        return new View.Moved(path + "?said=late");
    }

    private static boolean isSaid(Followed followed, Event event) {
        var state = followed.migration().state();
        return switch (event) {
            case ACCEPT -> state == State.ACCEPTED;
            case WITHDRAW -> state == State.WITHDRAWN || state == State.ABORTING;
            case REVERSE -> followed.migration().purpose() == Course.Purpose.REVERSE;
            default -> false;
        };
    }

    private View price(Visit visit, Followed followed) {
        return followed.mayReverse() ? reversal(followed) : new View.Moved("/migrations/" + visit.path("id"));
    }

    private View.Shown reversal(Followed followed) {
        return View.page("reverse").with("followed", followed).with("written", moves.written(followed.migration()));
    }

    /// The club gives up what it was shown, and nothing else: if more has been written since, it reads again.
    private View reverse(Visit visit, Followed followed) {
        var word = Word.of(Event.REVERSE, "");
        if (!followed.mayReverse()) {
            return say(visit, followed, word);
        }
        var written = moves.written(followed.migration()).orElse(null);
        if (written == null || written.rows() == 0) {
            return say(visit, followed, word);
        }
        if (!visit.ticked("loss")) {
            return reversal(followed).faulty(Map.of("loss", TICK));
        }
        return visit.typed("seen").equals(written.mark())
                ? say(visit, followed, word.acceptingLoss(written))
                : reversal(followed).faulty(Map.of("loss", MORE));
    }
}
