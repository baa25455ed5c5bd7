package com.openflyers.gateway.account;

import com.openflyers.gateway.account.SignUpWorkflow.Another;
import com.openflyers.gateway.account.SignUpWorkflow.Outcome;
import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Sign-up ("inscription"), and one more space of a club: the forms, and what becomes of them.
final class SignUpPages implements ClientPages {

    private static final Text KEPT = new Text(
            "Plusieurs messages sont déjà partis vers cette adresse. Le lien du dernier reste valable, avec ce qui avait été saisi alors, mot de passe compris.",
            "Several messages have gone to this address already. The link in the last one stays good, with what had been typed then, password included.");
    static final Text TOO_MANY_MAILS = new Text(
            "Trop de messages sont partis vers cette adresse. Réessayez dans un quart d’heure.",
            "Too many messages have gone to this address. Try again in a quarter of an hour.");
    private static final Text TOO_MANY = new Text(
            "Trop d’inscriptions depuis votre connexion. Réessayez dans une heure, ou écrivez-nous.",
            "Too many sign-ups from your connection. Try again in an hour, or write to us.");

    private static final Text TOO_MANY_SPACES = new Text(
            "Trop d’espaces demandés en peu de temps. Réessayez dans une heure, ou écrivez-nous.",
            "Too many spaces asked for in a short time. Try again in an hour, or write to us.");

    private final SignUpWorkflow signUps;
    private final BirthWorkflow births;
    private final RecordWorkflow records;
    private final LoginWorkflow logins;
    private final UnaryOperator<String> addresses;

    /// @param addresses of a space by its name, as people open it
    SignUpPages(
            SignUpWorkflow signUps,
            BirthWorkflow births,
            RecordWorkflow records,
            LoginWorkflow logins,
            UnaryOperator<String> addresses) {
        this.signUps = signUps;
        this.births = births;
        this.records = records;
        this.logins = logins;
        this.addresses = addresses;
    }

    @Override
    public void mount(PageRoutes routes) {
        routes.get("/sign-up", this::form);
        routes.get("/sign-up/name", this::name);
        routes.post("/sign-up", this::ask);
        routes.get("/welcome", this::welcome);
        routes.getOwn("/spaces/new", this::anotherForm);
        routes.postOwn("/spaces/new", this::another);
    }

    private View form(Visit visit) {
        return visit.loggedIn().isPresent() ? new View.Moved("/spaces/new") : blank("sign-up");
    }

    private View.Shown blank(String template) {
        return View.page(template).with("versions", signUps.offered()).with("proposal", NameProposal.NONE);
    }

    /// What becomes of a name while it is typed.
    private View name(Visit visit) {
        return View.page("name").with("proposal", proposal(visit, visit.query("name")));
    }

    private NameProposal proposal(Visit visit, String typed) {
        var name = Names.fold(typed);
        if (name.isEmpty()) {
            return NameProposal.NONE;
        }
        var fault = signUps.fault(name);
        var lookAlike = fault.isPresent() ? Optional.<String>empty() : signUps.lookAlike(name);
        return new NameProposal(
                name,
                signUps.host(name),
                fault,
                lookAlike,
                lookAlike.filter(other -> isOfClub(visit, other)).isPresent());
    }

    private boolean isOfClub(Visit visit, String name) {
        return visit.loggedIn().stream()
                .flatMap(account -> records.spaces(account).stream())
                .anyMatch(space -> space.name().equals(name));
    }

    /// An address that is not what was typed, or could be taken for another club's, is shown before anything is made.
    private static boolean isSurprising(Visit visit, NameProposal proposal) {
        var surprising = !proposal.name().equalsIgnoreCase(visit.typed("name"))
                || proposal.lookAlike().isPresent();
        var seen = visit.typed("seen").equals(proposal.name());
        return proposal.fault().isEmpty() && surprising && !seen;
    }

    private View ask(Visit visit) {
        var form = SignUpForm.of(visit);
        var proposal = proposal(visit, visit.typed("name"));
        var page = blank("sign-up").with("proposal", proposal);
        if (isSurprising(visit, proposal) && form.faults().isEmpty()) {
            return page.status(422);
        }
        return switch (signUps.ask(form, visit.address())) {
            case Outcome.Asked(var reservation) -> asked(page, reservation);
            case Outcome.Faulty(var faults) -> page.faulty(faults);
            case Outcome.TooMany _ ->
                page.with("proposal", NameProposal.NONE).saying(TOO_MANY).tooMany(signUps.pace());
        };
    }

    private static View asked(View.Shown page, ReservationWorkflow.Outcome outcome) {
        var wait = ReservationWorkflow.MAILS.pace();
        return switch (outcome) {
            case ReservationWorkflow.Outcome.Sent(var email) ->
                View.page("sent").with("email", email);
            case ReservationWorkflow.Outcome.Kept(var email) ->
                View.page("sent").with("email", email).saying(KEPT).tooMany(wait);
            case ReservationWorkflow.Outcome.TooManyMails _ ->
                page.faulty(Map.of("contactEmail", TOO_MANY_MAILS)).tooMany(wait);
            case ReservationWorkflow.Outcome.Reserved _ -> page.faulty(Map.of("name", ReservationWorkflow.PENDING));
        };
    }

    /// Tells nothing but whether there is a space of that name, which its address tells too.
    private View welcome(Visit visit) {
        var name = Names.fold(visit.query("name"));
        if (!signUps.isTaken(name)) {
            return new View.Refused(Problem.of(Cause.NOT_FOUND));
        }
        return View.page("welcome")
                .with("name", name)
                .with("address", addresses.apply(name))
                .with("ready", signUps.isThere(name));
    }

    private View anotherForm(Visit visit) {
        return blank("another").with("spaces", records.spaces(visit.account()));
    }

    private View another(Visit visit) {
        var account = visit.account();
        var proposal = proposal(visit, visit.typed("name"));
        var page = blank("another").with("spaces", records.spaces(account));
        if (isSurprising(visit, proposal)) {
            return page.with("proposal", proposal).status(422);
        }
        return switch (logins.knows(visit, visit.password("password"))) {
            case RIGHT -> another(visit, account, page.with("proposal", proposal));
            case WRONG -> page.with("proposal", proposal).faulty(Map.of("password", RecordPages.NOT_RIGHT));
            case UNTRIED ->
                page.with("proposal", proposal)
                        .faulty(Map.of("password", EntryPages.TOO_MANY))
                        .tooMany(LoginWorkflow.WAIT);
        };
    }

    private View another(Visit visit, Account account, View.Shown page) {
        var form = SignUpForm.of(visit, account);
        return switch (signUps.another(form, account, visit.address(), BirthWorkflow.LEASE)) {
            case Another.Making(var name) -> {
                births.makeSoon(name);
                yield new View.Moved("/welcome?name=" + name);
            }
            case Another.Asked(var name) -> new View.Moved("/welcome?name=" + name);
            case Another.Faulty(var faults) -> page.faulty(faults);
            case Another.TooMany _ -> page.saying(TOO_MANY_SPACES).tooMany(signUps.pace());
        };
    }
}
