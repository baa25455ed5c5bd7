package com.openflyers.gateway.demo.v131;

import com.openflyers.gateway.demo.web.Credentials;
import com.openflyers.gateway.demo.web.SpaceDatabase;

/// Checks passwords, and shuts out who guesses.
///
/// From the 4th bad password on, the address is refused for 100 seconds, and the login for (n - 3)² minutes. A good
/// password clears both counters, so one member's success lets everybody at that address in again.
final class Logins {

    private static final String COUNT_ADDRESS = """
            INSERT INTO ip_stopped (ip, counter, expires)
            VALUES ($1, 1, now() AT TIME ZONE 'UTC')
                ON CONFLICT (ip) DO UPDATE
               SET counter = ip_stopped.counter + 1,
                   expires = (now() + CASE WHEN ip_stopped.counter >= 3 THEN interval '100 s' ELSE '0 s' END)
                             AT TIME ZONE 'UTC'
            """;

    private static final String COUNT_LOGIN = """
            INSERT INTO login_stopped (login, counter, expires)
            VALUES ($1, 1, now() AT TIME ZONE 'UTC')
                ON CONFLICT (login) DO UPDATE
               SET counter = login_stopped.counter + 1,
                   expires = (now() + greatest(login_stopped.counter - 2, 0) ^ 2 * interval '1 min') AT TIME ZONE 'UTC'
            """;

    private static final String IS_ADDRESS_REFUSED =
            "SELECT FROM ip_stopped WHERE ip = $1 AND counter > 3 AND expires > now() AT TIME ZONE 'UTC'";
    private static final String IS_LOGIN_REFUSED =
            "SELECT FROM login_stopped WHERE login = $1 AND counter > 3 AND expires > now() AT TIME ZONE 'UTC'";
    private static final String CLEAR_ADDRESS = "DELETE FROM ip_stopped WHERE ip = $1";
    private static final String CLEAR_LOGIN = "DELETE FROM login_stopped WHERE login = $1";

    private final SpaceDatabase space;
    private final String address;

    Logins(SpaceDatabase space, String address) {
        this.space = space;
        this.address = address;
    }

    sealed interface Outcome {
        record Welcome(Member member) implements Outcome {}

        record BadPassword() implements Outcome {}

        record LoginRefused() implements Outcome {}
    }

    boolean addressRefused() {
        return space.row(IS_ADDRESS_REFUSED, address).isPresent();
    }

    Outcome attempt(Credentials credentials) {
        var login = credentials.login();
        if (space.row(IS_LOGIN_REFUSED, login).isPresent()) {
            return new Outcome.LoginRefused();
        }
        var member = Member.check(space, login, credentials.password());
        if (member.isEmpty()) {
            var _ = space.change(COUNT_ADDRESS, address);
            var _ = space.change(COUNT_LOGIN, login);
            return new Outcome.BadPassword();
        }
        var _ = space.change(CLEAR_ADDRESS, address);
        var _ = space.change(CLEAR_LOGIN, login);
        return new Outcome.Welcome(member.get());
    }
}
