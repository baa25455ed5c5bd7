package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static com.openflyers.gateway.account.ClientAreaUnderTest.logIn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// What the log says of who came in and who did not (row 65).
class AuthEventsSocketTest {

    /// Held, because a logger that nobody holds forgets its handlers.
    private static final Logger ACCOUNTS = Logger.getLogger("com.openflyers.gateway.account");

    @Test
    void logins_are_logged_and_no_secret_is_and_a_name_stays_on_its_line() {
        var lines = new CopyOnWriteArrayList<String>();
        var listener = listener(lines);
        var level = ACCOUNTS.getLevel();
        ACCOUNTS.setLevel(Level.INFO);
        ACCOUNTS.addHandler(listener);
        try (var area = ClientAreaUnderTest.start(Map.of())) {
            var browser = area.club("journal");
            var _ = logIn(area.browser(), "journal", "a wrong guess of a thief");
            var _ = logIn(area.browser(), "journal\r\nlogin of \"admin\"", "x");
            var _ = browser.get("/forgotten");
            var _ = browser.post("/forgotten", Map.of("identifier", "journal", "email", email("journal")));
            var link = area.link(email("journal"), "/password");

            assertThat(lines)
                    .anyMatch(line -> line.startsWith("login of journal from 127.77."))
                    .anyMatch(line -> line.startsWith("login of \"journal\" from 127.77.") && line.endsWith("failed"))
                    .anyMatch(line -> line.startsWith("password link asked for"))
                    .noneMatch(line -> line.contains("\n") || line.contains("admin"))
                    .noneMatch(line -> line.contains(PASSWORD) || line.contains("a wrong guess"))
                    .noneMatch(line -> line.contains(link.substring(link.indexOf('=') + 1)))
                    .noneMatch(line -> browser.cookies().values().stream().anyMatch(line::contains));
        } finally {
            ACCOUNTS.removeHandler(listener);
            ACCOUNTS.setLevel(level);
        }
    }

    private static Handler listener(List<String> lines) {
        return new Handler() {

            @Override
            public void publish(LogRecord message) {
                lines.add(message.getMessage());
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing was opened
            }
        };
    }
}
