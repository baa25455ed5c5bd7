package com.openflyers.gateway.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;

/// What the demo prints when it is ready: what to open, who to log in as, and lines to paste.
record Welcome(int edgePort, int operationsPort, int smtpPort, Path directory, Duration started) {

    String text() {
        return """

                Ready after %1$.1f s. Ctrl-C stops everything.

                  http://aeroclub.localhost:%2$d    %5$s, on 1.3.1, with a 2.0 database made ready
                  http://mermoz.localhost:%2$d      %6$s, on 1.3.1
                  http://alpilles.localhost:%2$d    %7$s, on 2.0
                  http://planeurs.localhost:%2$d    %8$s, on 2.0, a test space
                  http://www.localhost:%2$d         the shop window: a club signs up here, gets a mail, and has a test space
                  http://client.localhost:%2$d      the client area; the clubs' invitations to it are in the mailbox
                  http://mail.localhost:%2$d        every mail sent to 127.0.0.1:%4$d
                  http://127.0.0.1:%3$d            operations: /live, /ready, /metrics, /api/v1

                Log in as pilote, eleve, instructeur, gestion or visiteur; the password is %9$s.

                Book on 1.3.1, tomorrow from 19:00 to 20:00 (a second time: 409, the aircraft is taken):
                  curl -su pilote:%9$s -o /dev/null -w '%%{http_code}\\n' \\
                    -H 'Host: aeroclub.localhost' http://127.0.0.1:%2$d/index.php \\
                    -d "menu=3&sub_menu=11&aircraft_num=1&date=%11$s&start=19:00&end=20:00"

                Flip aeroclub to 2.0 (and back with "1.3.1"), then reload the page:
                  curl -s -X PUT 'http://127.0.0.1:%3$d/api/v1/spaces/aeroclub/pointer?wait=5s' \\
                    -H "Authorization: Bearer $(cat %10$s/operator.jwt)" \\
                    -H 'Content-Type: application/json' -d '{"version":"2.0","reason":"trying it out"}'

                Book on 2.0:
                  curl -su pilote:%9$s -H 'Host: aeroclub.localhost' http://127.0.0.1:%2$d/api/bookings \\
                    -d '{"aircraft":"F-GORA","start":"%11$sT19:00:00+01:00","end":"%11$sT20:00:00+01:00"}'

                Move mermoz and its bookings from 1.3.1 to 2.0 while its members book (its bare flip is refused), and follow it
                at http://127.0.0.1:%3$d/ or in the mailbox:
                  curl -s -X POST http://127.0.0.1:%3$d/api/v1/migrations \\
                    -H "Authorization: Bearer $(cat %10$s/operator.jwt)" -H 'Content-Type: application/json' \\
                    -d '{"space":"mermoz","to":"2.0","source":"telephone","start":true,"acceptOrphans":true}'

                A flip moves the pointer, not the data: the 2.0 database of aeroclub was made when the demo started, and
                what is booked on one version afterwards is not in the other.
                """.formatted(
                        started.toMillis() / 1000.0,
                        edgePort,
                        operationsPort,
                        smtpPort,
                        Club.AEROCLUB.title(),
                        Club.MERMOZ.title(),
                        Club.ALPILLES.title(),
                        Club.PLANEURS.title(),
                        People.PASSWORD,
                        shown(directory),
                        LocalDate.now(Seed.ZONE).plusDays(1));
    }

    /// Relative where that is shorter to read and works as well: the demo is pasted from where it was started.
    private static Path shown(Path directory) {
        var here = Path.of("").toAbsolutePath();
        return directory.startsWith(here) ? here.relativize(directory) : directory;
    }
}
