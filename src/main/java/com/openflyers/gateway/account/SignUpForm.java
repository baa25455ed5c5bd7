package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.Address;
import com.openflyers.gateway.registry.Contact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What somebody typed to get a space.
///
/// @param name folded, as it will stand in the address
record SignUpForm(String name, String club, Contact contact, String version, String password) {

    private static final int LONGEST = 100;

    private static final Text MISSING = new Text("À remplir.", "Please fill in.");
    private static final Text TOO_LONG =
            new Text("Au plus " + LONGEST + " caractères.", "At most " + LONGEST + " characters.");
    private static final Text ILLEGIBLE = new Text(
            "Des lettres ou des chiffres, sans caractères invisibles.",
            "Letters or digits, without invisible characters.");
    static final Text NO_ADDRESS =
            new Text("Une adresse e-mail, comme nom@exemple.fr.", "An e-mail address, such as name@example.org.");

    static SignUpForm of(Visit visit) {
        return new SignUpForm(
                Names.fold(visit.typed("name")),
                visit.typed("club"),
                contact(visit),
                visit.typed("version"),
                visit.password("password"));
    }

    /// One more space of a club that is known.
    static SignUpForm of(Visit visit, Account account) {
        return new SignUpForm(
                Names.fold(visit.typed("name")),
                account.club().name(),
                account.contact(),
                visit.typed("version"),
                visit.password("password"));
    }

    static Contact contact(Visit visit) {
        return new Contact(
                ascii(visit.typed("clubEmail")),
                visit.typed("contactName"),
                ascii(visit.typed("contactEmail")),
                Account.stored(visit.language()));
    }

    /// What can be said of it without asking anybody.
    Map<String, Text> faults() {
        var faults = new LinkedHashMap<String, Text>();
        text(faults, "club", club);
        if (name.isEmpty()) {
            faults.put("name", MISSING);
        }
        faults.putAll(faults(contact));
        PasswordRules.fault(password, about()).ifPresent(fault -> faults.put("password", fault));
        return faults;
    }

    static Map<String, Text> faults(Contact contact) {
        var faults = new LinkedHashMap<String, Text>();
        address(faults, "clubEmail", contact.clubEmail());
        text(faults, "contactName", contact.name());
        address(faults, "contactEmail", contact.email());
        return faults;
    }

    private List<String> about() {
        return about(name, club, contact);
    }

    /// Words that whoever attacks tries first.
    static List<String> about(String name, String club, Contact contact) {
        return List.of(
                name,
                name.replace("-", ""),
                club,
                contact.name(),
                SignUp.login(contact.email()),
                SignUp.login(contact.clubEmail()));
    }

    static void text(Map<String, Text> faults, String field, String value) {
        if (value.isEmpty()) {
            faults.put(field, MISSING);
        } else if (value.length() > LONGEST) {
            faults.put(field, TOO_LONG);
        } else if (!Legible.isLine(value)) {
            faults.put(field, ILLEGIBLE);
        }
    }

    static void address(Map<String, Text> faults, String field, String value) {
        if (Address.parse(value).isEmpty()) {
            faults.put(field, value.isEmpty() ? MISSING : NO_ADDRESS);
        }
    }

    /// As mail programs want it; as it was typed if it is no address.
    static String ascii(String typed) {
        return Address.parse(typed).map(Address::ascii).orElse(typed);
    }
}
