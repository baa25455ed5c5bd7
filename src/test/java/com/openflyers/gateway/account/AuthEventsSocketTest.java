package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static com.openflyers.gateway.account.ClientAreaUnderTest.logIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.RecordedLog;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// What the log says of who came in and who did not (row 65).
@Isolated // it reads what everybody logs
class AuthEventsSocketTest {

    @Test
    void logins_are_logged_and_no_secret_is_and_a_name_stays_on_its_line() {
        try (var log = RecordedLog.of("com.openflyers.gateway.account");
                var area = ClientAreaUnderTest.start(Map.of())) {
            var browser = area.club("journal");
            var _ = logIn(area.browser(), "journal", "a wrong guess of a thief");
            var _ = logIn(area.browser(), "journal\r\nlogin of \"admin\"", "x");
            var _ = browser.get("/forgotten");
            var _ = browser.post("/forgotten", Map.of("identifier", "journal", "email", email("journal")));
            var link = area.link(email("journal"), "/password");

            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("login of journal from 127.77."))
                    .anyMatch(line -> line.startsWith("login of \"journal\" from 127.77.") && line.endsWith("failed"))
                    .anyMatch(line -> line.startsWith("password link asked for"))
                    .noneMatch(line -> line.contains("\n") || line.contains("admin"))
                    .noneMatch(line -> line.contains(PASSWORD) || line.contains("a wrong guess"))
                    .noneMatch(line -> line.contains(link.substring(link.indexOf('=') + 1)))
                    .noneMatch(line -> browser.cookies().values().stream().anyMatch(line::contains));
        }
    }
}
