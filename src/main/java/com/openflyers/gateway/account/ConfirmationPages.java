package com.openflyers.gateway.account;

import com.openflyers.gateway.account.ConfirmationWorkflow.Confirmed;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.registry.Club;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the mailed link of a sign-up leads to.
final class ConfirmationPages implements ClientPages {

    private static final MailedLink LINK = new MailedLink("/confirm", "__Host-sign-up");

    private static final Text CHOOSE =
            new Text("Choisissez : rien n’est décidé pour vous.", "Please choose: nothing is decided for you.");
    private static final Text NOT_RIGHT = new Text(
            "Ce n’est pas le mot de passe saisi à l’inscription. Si elle n’est pas de vous, ne la confirmez pas.",
            "This is not the password typed at sign-up. If it was not you who signed up, do not confirm.");

    private final ConfirmationWorkflow confirmations;
    private final SignUpWorkflow signUps;
    private final BirthWorkflow births;
    private final UnaryOperator<String> addresses;

    /// @param addresses of a space by its name, as people open it
    ConfirmationPages(
            ConfirmationWorkflow confirmations,
            SignUpWorkflow signUps,
            BirthWorkflow births,
            UnaryOperator<String> addresses) {
        this.confirmations = confirmations;
        this.signUps = signUps;
        this.births = births;
        this.addresses = addresses;
    }

    @Override
    public void mount(PageRoutes routes) {
        routes.link(LINK);
        routes.get("/confirm", this::confirming);
        routes.post("/confirm", this::confirm);
    }

    private View confirming(Visit visit) {
        return confirmations
                .find(LINK.token(visit))
                .<View>map(wanted -> confirming(visit, wanted))
                .orElseGet(() -> worthless(visit));
    }

    private View.Shown confirming(Visit visit, SignUp wanted) {
        return View.page("confirm")
                .with("link", LINK.mark(visit))
                .with("signUp", wanted)
                .with("host", signUps.host(wanted.name()))
                .with("club", confirmations.clubOf(wanted).map(Club::name).orElse(""));
    }

    private View confirm(Visit visit) {
        if (LINK.isForAnother(visit)) {
            return LINK.anotherFollowed();
        }
        var found = confirmations.find(LINK.token(visit));
        if (found.isEmpty()) {
            return worthless(visit);
        }
        var page = confirming(visit, found.get());
        var choice = visit.typed("club");
        if (confirmations.clubOf(found.get()).isPresent() && !choice.equals("join") && !choice.equals("new")) {
            return page.faulty(Map.of("club", CHOOSE));
        }
        return switch (confirmed(visit, choice.equals("join"))) {
            case Confirmed.Done(var signUp) -> {
                births.makeSoon(signUp);
                yield new View.Moved("/welcome?name=" + signUp.name());
            }
            case Confirmed.Worthless _ -> worthless(visit);
            case Confirmed.NotRight _ -> page.faulty(Map.of("password", NOT_RIGHT));
            case Confirmed.TooMany _ ->
                page.faulty(Map.of("password", EntryPages.TOO_MANY)).tooMany(LoginWorkflow.WAIT);
        };
    }

    private Confirmed confirmed(Visit visit, boolean joins) {
        var token = LINK.token(visit);
        try {
            return joins
                    ? confirmations.join(token, visit.password("password"), visit.address(), BirthWorkflow.LEASE)
                    : confirmations.confirm(token, BirthWorkflow.LEASE);
        } catch (ConfirmationWorkflow.Overtaken e) {
            return new Confirmed.Worthless();
        }
    }

    private View worthless(Visit visit) {
        return confirmations.followed(LINK.token(visit)).flatMap(this::done).orElseGet(() -> dropped(visit));
    }

    /// For whoever comes again, or has clicked twice; empty for a space that is there no more.
    private Optional<View> done(String name) {
        if (signUps.isInTheMaking(name)) {
            return Optional.of(new View.Moved("/welcome?name=" + name));
        }
        return signUps.isThere(name)
                ? Optional.of(View.page("done").with("name", name).with("address", addresses.apply(name)))
                : Optional.empty();
    }

    private View.Shown dropped(Visit visit) {
        return confirmations
                .dropped(LINK.token(visit))
                .map(name -> View.page("given").with("host", signUps.host(name)))
                .orElseGet(() -> View.page("worthless").with("again", "/sign-up"))
                .status(410);
    }
}
