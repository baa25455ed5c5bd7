package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.mail.Letter;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.registry.Contact;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.Spaces;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.stream.Stream;

/// Leads a letter about a space to those who read it.
final class ClubPost {

    interface Writing {
        Letter to(Recipient recipient, RegisteredSpace space);
    }

    private final Spaces spaces;
    private final Outbox outbox;

    ClubPost(Spaces spaces, Outbox outbox) {
        this.spaces = spaces;
        this.outbox = outbox;
    }

    /// To both addresses of the club, once where they are the same.
    Future<Void> toClub(SqlConnection tx, String name, Writing writing) {
        return spaces.find(tx, name).compose(found -> {
            var space = found.orElseThrow();
            var contact = space.contact();
            var done = Future.<Void>succeededFuture();
            for (var address :
                    Stream.of(contact.clubEmail(), contact.email()).distinct().toList()) {
                var to = new Recipient(address, language(contact));
                done = done.compose(_ -> outbox.add(tx, writing.to(to, space)));
            }
            return done;
        });
    }

    Future<Void> toOne(SqlConnection tx, String name, Recipient to, Writing writing) {
        return spaces.find(tx, name).compose(found -> outbox.add(tx, writing.to(to, found.orElseThrow())));
    }

    private static Language language(Contact contact) {
        return switch (contact.language()) {
            case FR -> Language.FRENCH;
            case EN -> Language.ENGLISH;
        };
    }
}
