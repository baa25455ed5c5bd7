package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.Address;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/// Logging in and out, and choosing a password by mail.
final class EntryPages implements ClientPages {

    private static final MailedLink LINK = new MailedLink("/password", "__Host-link");
    private static final int LONGEST_KEPT = 16_000;

    private static final Text WRONG = new Text(
            "L’identifiant ou le mot de passe n’est pas juste.", "The identifier or the password is not right.");
    static final Text TOO_MANY = new Text(
            "Trop d’essais en peu de temps. Attendez une minute, ou choisissez un nouveau mot de passe par « Mot de passe oublié ? ».",
            "Too many attempts in a short time. Wait a minute, or choose a new password by \"Forgotten password?\".");
    private static final Text OVER = new Text(
            "Votre session est terminée. Identifiez-vous : ce que vous aviez saisi est gardé.",
            "Your session is over. Sign in: what you had entered is kept.");
    private static final Text CHANGED =
            new Text("Votre mot de passe est changé. Identifiez-vous.", "Your password is changed. Sign in.");
    private static final Text CHANGED_UNCONFIRMED = new Text(
            "Votre mot de passe est changé. Identifiez-vous : l’adresse qui attendait d’être confirmée est à inscrire à nouveau dans la fiche client, son lien ne vaut plus rien.",
            "Your password is changed. Sign in: the address that was still to be confirmed has to be entered again in the client record, its link is worth nothing any more.");
    private static final Text CHOSEN =
            new Text("Votre mot de passe est choisi. Identifiez-vous.", "Your password is chosen. Sign in.");
    private static final Text ADDRESS = new Text(
            "L’adresse est confirmée et figure dans la fiche client. Il n’y a rien d’autre à faire ; pour voir la fiche, identifiez-vous.",
            "The address is confirmed and stands in the client record. There is nothing else to do; to see the record, sign in.");
    private static final Text DIFFERENT = new Text("Les deux saisies diffèrent.", "The two entries differ.");

    private final LoginWorkflow logins;
    private final PasswordWorkflow passwords;
    private final ForgottenWorkflow forgotten;

    EntryPages(LoginWorkflow logins, PasswordWorkflow passwords, ForgottenWorkflow forgotten) {
        this.logins = logins;
        this.passwords = passwords;
        this.forgotten = forgotten;
    }

    @Override
    public void mount(PageRoutes routes) {
        routes.get("/", visit -> visit.loggedIn().isPresent() ? new View.Moved("/spaces") : login(visit));
        routes.get("/login", this::login);
        routes.post("/login", this::logIn);
        routes.post("/logout", this::logOut);
        routes.get("/forgotten", _ -> View.page("forgotten").with("sent", false));
        routes.post("/forgotten", this::forgotten);
        routes.link(LINK);
        routes.get("/password", this::choosing);
        routes.post("/password", this::choose);
    }

    /// For a form that came after its session was over: it waits in the page until somebody has logged in.
    static View again(Visit visit) {
        var kept = new JsonObject();
        visit.context().request().formAttributes().forEach(field -> {
            if (!field.getKey().equals("token") && !Visit.isSecret(field.getKey())) {
                kept.put(field.getKey(), field.getValue());
            }
        });
        var text = kept.encode();
        return page(Visit.here(visit.context()), text.length() > LONGEST_KEPT ? "{}" : text)
                .status(401)
                .saying(OVER);
    }

    private View login(Visit visit) {
        var page = page(visit.query("next"), "");
        return switch (visit.query("done")) {
            case "password" -> page.saying(CHANGED);
            case "unconfirmed" -> page.saying(CHANGED_UNCONFIRMED);
            case "chosen" -> page.saying(CHOSEN);
            case "address" -> page.saying(ADDRESS);
            default -> page;
        };
    }

    private static View.Shown page(String next, String kept) {
        return View.page("login").with("next", Visit.ours(next)).with("kept", kept);
    }

    private View logIn(Visit visit) {
        var next = Visit.ours(visit.typed("next"));
        var kept = visit.typed("kept");
        return switch (logins.logIn(Names.identifier(visit.typed("identifier")), visit.password("password"), visit)) {
            case LoginWorkflow.Outcome.Opened(var cookie) -> new View.LoggedIn(cookie, onward(next, kept));
            case LoginWorkflow.Outcome.Wrong _ -> page(next, kept).faulty(Map.of("password", WRONG));
            case LoginWorkflow.Outcome.TooMany _ ->
                page(next, kept).faulty(Map.of("password", TOO_MANY)).tooMany(LoginWorkflow.WAIT);
        };
    }

    /// A form that was kept is sent by its owner, from a page: it may do something that they do not want twice.
    private static View onward(String next, String kept) {
        if (kept.isEmpty() || next.equals("/")) {
            return new View.Moved(next);
        }
        try {
            return View.page("resume").with("action", next).with("kept", new JsonObject(kept));
        } catch (io.vertx.core.json.DecodeException e) {
            return new View.Moved(next);
        }
    }

    private View logOut(Visit visit) {
        logins.logOut(visit.cookie());
        return new View.LoggedOut(new View.Moved("/login"));
    }

    private View forgotten(Visit visit) {
        var form = View.page("forgotten").with("sent", false);
        if (Address.parse(visit.typed("email")).isEmpty()) {
            return form.faulty(Map.of("email", SignUpForm.NO_ADDRESS));
        }
        var identifier = Names.identifier(visit.typed("identifier"));
        return forgotten.ask(identifier, visit.typed("email"), visit.address())
                ? View.page("forgotten").with("sent", true)
                : form.faulty(Map.of("email", TOO_MANY)).tooMany(ForgottenWorkflow.QUESTIONS.pace());
    }

    private View choosing(Visit visit) {
        var token = LINK.token(visit);
        return passwords
                .find(token)
                .<View>map(account -> choosing(visit, account))
                .orElseGet(EntryPages::worthless);
    }

    private static View.Shown choosing(Visit visit, Account account) {
        return View.page("password").with("link", LINK.mark(visit)).with("identifier", account.name());
    }

    private View choose(Visit visit) {
        if (LINK.isForAnother(visit)) {
            return LINK.anotherFollowed();
        }
        var token = LINK.token(visit);
        var found = passwords.find(token);
        if (found.isEmpty()) {
            return worthless();
        }
        var page = choosing(visit, found.get());
        if (!visit.password("password").equals(visit.password("again"))) {
            return page.faulty(Map.of("again", DIFFERENT));
        }
        return switch (passwords.choose(token, visit.password("password"))) {
            case PasswordWorkflow.Outcome.Changed(var forgotten) ->
                new View.LoggedOut(new View.Moved("/login?done=" + (forgotten.isEmpty() ? "password" : "unconfirmed")));
            case PasswordWorkflow.Outcome.Chosen _ -> new View.LoggedOut(new View.Moved("/login?done=chosen"));
            case PasswordWorkflow.Outcome.Unfit(var because) -> page.faulty(Map.of("password", because));
            case PasswordWorkflow.Outcome.NotAllowed _ -> worthless();
            case PasswordWorkflow.Outcome.TooMany _ ->
                page.faulty(Map.of("password", TOO_MANY)).tooMany(LoginWorkflow.WAIT);
        };
    }

    private static View worthless() {
        return View.page("worthless").with("again", "/forgotten").status(410);
    }
}
