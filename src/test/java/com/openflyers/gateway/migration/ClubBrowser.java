package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.account.ClientBrowser;
import java.util.HashMap;
import java.util.regex.Pattern;

/// Somebody of a club at the client area, who looks at where each form leads before going there.
final class ClubBrowser {

    static final String PASSWORD = "le planeur vert atterrit";
    private static final Pattern FIELD = Pattern.compile("type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

    private static final Pattern LINK = Pattern.compile("/password\\?token=[A-Za-z0-9_-]{43}");

    record Page(ClientBrowser.Page page) {

        int status() {
            return page.status();
        }

        /// Where it leads; empty for a page.
        String location() {
            return page.field("Location");
        }

        String html() {
            return page.html();
        }

        String text() {
            return page.text();
        }

        /// What a form hides of the kind.
        String hidden(String name) {
            return FIELD.matcher(page.html())
                    .results()
                    .filter(field -> field.group(1).equals(name))
                    .map(field -> field.group(2))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no field " + name + " in " + text()));
        }
    }

    private final ClientBrowser browser;

    ClubBrowser(int edgePort) {
        browser = new ClientBrowser(edgePort, "client.localhost");
    }

    /// Logged in, by the invitation that came with the space.
    static ClubBrowser of(MigrationWorld world, String account) {
        var letters = result(world.registry.pool().query("""
                SELECT plain
                  FROM outbox
                 WHERE cause LIKE 'invitation %s %%' AND plain IS NOT NULL
                 LIMIT 1
                """.formatted(account)).execute());
        var link = LINK.matcher(letters.iterator().next().getString("plain"));
        assertThat(link.find()).isTrue();
        var club = new ClubBrowser(world.nodes().getFirst().edgePort());
        club.enter(account, link.group());
        return club;
    }

    Page get(String path) {
        return new Page(browser.getOnly(path));
    }

    /// @param fields names and values by turns
    Page post(String path, String... fields) {
        var form = new HashMap<String, String>();
        for (var at = 0; at < fields.length; at += 2) {
            form.put(fields[at], fields[at + 1]);
        }
        return new Page(browser.postOnly(path, form));
    }

    /// Follows the link of an invitation, chooses a password and logs in.
    private void enter(String account, String link) {
        var _ = get(link);
        var _ = get("/password");
        var _ = post("/password", "password", PASSWORD, "again", PASSWORD);
        var _ = get("/login");
        var _ = post("/login", "identifier", account, "password", PASSWORD, "next", "/", "kept", "");
    }
}
