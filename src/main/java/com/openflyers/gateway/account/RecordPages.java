package com.openflyers.gateway.account;

import com.openflyers.gateway.account.ContactWorkflow.Which;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The spaces of the club, and the client record.
final class RecordPages implements ClientPages {

    static final Text NOT_RIGHT =
            new Text("Ce n’est pas le mot de passe du compte.", "This is not the account’s password.");

    private static final String LANGUAGE = "__Host-language";

    private static final MailedLink LINK = new MailedLink("/address", "__Host-address");
    private static final Text SAVED = new Text("C’est enregistré.", "Saved.");
    private static final Text RENAMED = new Text(
            "Le nom du club est en place ; un message le dit aux deux adresses.",
            "The club’s name is in place; a message tells both addresses.");
    private static final Text TOO_OFTEN = new Text(
            "Le nom vient de changer plusieurs fois : réessayez dans une heure.",
            "The name has just changed several times: try again in an hour.");
    private static final Text MAILED = new Text(
            "Un lien de confirmation est en route vers la nouvelle adresse ; l’ancienne reste valable d’ici là.",
            "A link to confirm is on its way to the new address; the former one stays valid until then.");
    private static final Text CONFIRMED = new Text("La nouvelle adresse est en place.", "The new address is in place.");
    private static final Text CHANGED = new Text(
            "Le mot de passe est changé, et les autres sessions sont fermées.",
            "The password is changed, and the other sessions are ended.");
    private static final Text CHANGED_UNCONFIRMED = new Text(
            "Le mot de passe est changé, et les autres sessions sont fermées. L’adresse qui attendait d’être confirmée est à inscrire à nouveau : son lien ne vaut plus rien.",
            "The password is changed, and the other sessions are ended. The address that was still to be confirmed has to be entered again: its link is worth nothing any more.");
    private static final Text ELSEWHERE =
            new Text("Les autres sessions sont fermées.", "The other sessions are ended.");
    private static final Map<String, Text> NOTICES = Map.of(
            "saved",
            SAVED,
            "renamed",
            RENAMED,
            "mailed",
            MAILED,
            "confirmed",
            CONFIRMED,
            "changed",
            CHANGED,
            "unconfirmed",
            CHANGED_UNCONFIRMED,
            "elsewhere",
            ELSEWHERE);

    private final RecordWorkflow records;
    private final ContactWorkflow contacts;
    private final PasswordWorkflow passwords;
    private final LoginWorkflow logins;
    private final ClubNews news;
    private final List<ClubExport> exports;
    private final UnaryOperator<String> addresses;

    RecordPages(
            RecordWorkflow records,
            ContactWorkflow contacts,
            PasswordWorkflow passwords,
            LoginWorkflow logins,
            ClubNews news,
            List<ClubExport> exports,
            UnaryOperator<String> addresses) {
        this.records = records;
        this.contacts = contacts;
        this.passwords = passwords;
        this.logins = logins;
        this.news = news;
        this.exports = List.copyOf(exports);
        this.addresses = addresses;
    }

    @Override
    public void mount(PageRoutes routes) {
        routes.getOwn("/spaces", this::spaces);
        routes.getOwn("/record", this::record);
        routes.postOwn("/record", this::save);
        routes.postOwn("/record/club", this::rename);
        routes.postOwn("/record/postal", this::savePostal);
        routes.postOwn("/record/addresses", this::wishAddresses);
        routes.postOwn("/record/password", this::changePassword);
        routes.postOwn("/record/sessions", this::logOutElsewhere);
        routes.getOwn("/record/export", this::export);
        routes.getOwn("/record/closing", _ -> View.page("closing"));
        routes.postOwn("/record/closing", this::close);
        routes.link(LINK);
        routes.get("/address", this::confirmingAddress);
        routes.post("/address", this::confirmAddress);
    }

    private View spaces(Visit visit) {
        var account = visit.account();
        return View.page("spaces")
                .with("spaces", records.spaces(account))
                .with("since", records.since(account))
                .with("accounts", records.accounts(account))
                .with("news", news.about(account))
                .with("addresses", addresses);
    }

    private View record(Visit visit) {
        var notice = NOTICES.get(visit.query("done"));
        return notice == null ? page(visit) : page(visit).saying(notice);
    }

    private View.Shown page(Visit visit) {
        return View.page("record")
                .with("account", visit.account())
                .with("postal", records.postal(visit.account()))
                .with("awaited", contacts.awaited(visit.account()))
                .with("sessions", logins.sessions(visit));
    }

    private View save(Visit visit) {
        var account = visit.account();
        var faults = new LinkedHashMap<String, Text>();
        SignUpForm.text(faults, "contactName", visit.typed("contactName"));
        if (!faults.isEmpty() || account.place() != Account.Place.THERE) {
            return page(visit).faulty(faults);
        }
        records.name(
                account,
                visit.typed("contactName"),
                visit.typed("language").equals("en") ? Language.ENGLISH : Language.FRENCH);
        // A choice that this browser made before must not hide the one that was just made for the account.
        visit.context().response().addCookie(HostCookie.of(LANGUAGE, "").setMaxAge(0));
        return new View.Moved("/record?done=saved");
    }

    private View rename(Visit visit) {
        var account = visit.account();
        var name = visit.typed("club");
        var faults = new LinkedHashMap<String, Text>();
        SignUpForm.text(faults, "club", name);
        if (!faults.isEmpty()) {
            return page(visit).faulty(faults);
        }
        return switch (records.rename(account, name)) {
            // Also for a second click, which finds it done.
            case THERE -> new View.Moved("/record?done=renamed");
            case GONE -> new View.Moved("/record");
            case TOO_OFTEN -> page(visit).saying(TOO_OFTEN).tooMany(RecordWorkflow.RENAMINGS.pace());
        };
    }

    private View savePostal(Visit visit) {
        var address = PostalAddresses.clean(visit.typed("address"));
        var fault = PostalAddresses.fault(address);
        if (fault.isPresent()) {
            return page(visit).faulty(Map.of("address", fault.get()));
        }
        records.postal(visit.account(), address);
        return new View.Moved("/record?done=saved");
    }

    private View wishAddresses(Visit visit) {
        var account = visit.account();
        var faults = new LinkedHashMap<String, Text>();
        var club = SignUpForm.ascii(visit.typed("clubEmail"));
        var contact = SignUpForm.ascii(visit.typed("contactEmail"));
        SignUpForm.address(faults, "clubEmail", club);
        SignUpForm.address(faults, "contactEmail", contact);
        if (!faults.isEmpty() || account.place() != Account.Place.THERE) {
            return page(visit).faulty(faults);
        }
        return unproved(visit, page(visit)).orElseGet(() -> wishAddresses(visit, club, contact));
    }

    private View wishAddresses(Visit visit, String club, String contact) {
        var account = visit.account();
        var faults = new LinkedHashMap<String, Text>();
        var changed = false;
        if (!club.equals(account.contact().clubEmail())) {
            changed = true;
            if (!contacts.wish(account, Which.CLUB, club)) {
                faults.put("clubEmail", SignUpPages.TOO_MANY_MAILS);
            }
        }
        if (!contact.equals(account.contact().email())) {
            changed = true;
            if (!contacts.wish(account, Which.CONTACT, contact)) {
                faults.put("contactEmail", SignUpPages.TOO_MANY_MAILS);
            }
        }
        if (!faults.isEmpty()) {
            return page(visit).faulty(faults).tooMany(ReservationWorkflow.MAILS.pace());
        }
        return new View.Moved("/record?done=" + (changed ? "mailed" : "saved"));
    }

    /// The page again, unless the account's password was typed with it.
    private Optional<View> unproved(Visit visit, View.Shown page) {
        return switch (logins.knows(visit, visit.password("addressPassword"))) {
            case RIGHT -> Optional.empty();
            case WRONG -> Optional.of(page.faulty(Map.of("addressPassword", NOT_RIGHT)));
            case UNTRIED ->
                Optional.of(page.faulty(Map.of("addressPassword", EntryPages.TOO_MANY))
                        .tooMany(LoginWorkflow.WAIT));
        };
    }

    private View changePassword(Visit visit) {
        return switch (passwords.change(visit, visit.password("former"), visit.password("password"))) {
            case PasswordWorkflow.Outcome.Changed(var forgotten) ->
                new View.Moved("/record?done=" + (forgotten.isEmpty() ? "changed" : "unconfirmed"));
            case PasswordWorkflow.Outcome.Chosen _ -> new View.Moved("/record?done=changed");
            case PasswordWorkflow.Outcome.NotAllowed _ -> page(visit).faulty(Map.of("former", NOT_RIGHT));
            case PasswordWorkflow.Outcome.TooMany _ ->
                page(visit).faulty(Map.of("former", EntryPages.TOO_MANY)).tooMany(LoginWorkflow.WAIT);
            case PasswordWorkflow.Outcome.Unfit(var because) -> page(visit).faulty(Map.of("password", because));
        };
    }

    private View logOutElsewhere(Visit visit) {
        logins.logOutElsewhere(visit);
        return new View.Moved("/record?done=elsewhere");
    }

    private View export(Visit visit) {
        var account = visit.account();
        var all = new JsonObject();
        exports.forEach(each -> all.mergeIn(each.of(account)));
        var content = Buffer.buffer(all.encodePrettily());
        return new View.Download("openflyers-" + account.name() + ".json", "application/json", content);
    }

    private View close(Visit visit) {
        var account = visit.account();
        var page = View.page("closing");
        if (!visit.typed("name").equals(account.name())) {
            return page.faulty(Map.of(
                    "name",
                    new Text(
                            "Écrivez l’identifiant du compte : " + account.name(),
                            "Type the account’s identifier: " + account.name())));
        }
        return unproved(visit, page).orElseGet(() -> close(account, page));
    }

    private View close(Account account, View.Shown page) {
        return switch (records.close(account)) {
            case CLOSED -> new View.LoggedOut(View.page("closed"));
            case IN_PRODUCTION ->
                page.saying(
                                new Text(
                                        "Votre espace est en production : écrivez-nous, nous le fermerons avec vous et vous rendrons vos données.",
                                        "Your space is in production: write to us, we will close it with you and give your data back."))
                        .status(409);
            case BUSY ->
                page.saying(new Text(
                                "Une migration est en cours : attendez sa fin.",
                                "A migration is under way: wait for its end."))
                        .status(409);
        };
    }

    private View confirmingAddress(Visit visit) {
        return contacts.find(LINK.token(visit))
                .<View>map(link -> View.page("address")
                        .with("link", LINK.mark(visit))
                        .with("identifier", link.account())
                        .with("address", link.detail().getString("address")))
                .orElseGet(RecordPages::worthless);
    }

    private View confirmAddress(Visit visit) {
        if (LINK.isForAnother(visit)) {
            return LINK.anotherFollowed();
        }
        if (!contacts.confirm(LINK.token(visit))) {
            return worthless();
        }
        return new View.Moved(visit.loggedIn().isPresent() ? "/record?done=confirmed" : "/login?done=address");
    }

    private static View worthless() {
        return View.page("worthless").with("again", "/record").status(410);
    }
}
