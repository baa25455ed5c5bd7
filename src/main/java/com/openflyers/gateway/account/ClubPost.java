package com.openflyers.gateway.account;

import com.openflyers.gateway.mail.Letter;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.Spaces;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.stream.Stream;

/// Leads a letter about a space to those who read it.
public final class ClubPost {

    public interface Writing {
        Letter to(Recipient recipient, RegisteredSpace space);
    }

    private final Spaces spaces;
    private final Outbox outbox;

    public ClubPost(Spaces spaces, Outbox outbox) {
        this.spaces = spaces;
        this.outbox = outbox;
    }

    public Future<Void> toClub(SqlConnection tx, String name, Writing writing) {
        return spaces.find(tx, name).compose(found -> toClub(tx, found.orElseThrow(), writing));
    }

    /// To both addresses of the club, once where they are the same.
    public Future<Void> toClub(SqlConnection tx, RegisteredSpace space, Writing writing) {
        var contact = space.contact();
        var done = Future.<Void>succeededFuture();
        for (var address :
                Stream.of(contact.clubEmail(), contact.email()).distinct().toList()) {
            var to = new Recipient(address, Account.language(contact));
            done = done.compose(_ -> outbox.add(tx, writing.to(to, space)));
        }
        return done;
    }

    public Future<Void> toOne(SqlConnection tx, String name, Recipient to, Writing writing) {
        return spaces.find(tx, name).compose(found -> outbox.add(tx, writing.to(to, found.orElseThrow())));
    }
}
