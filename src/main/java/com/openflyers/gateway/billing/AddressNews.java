package com.openflyers.gateway.billing;

import com.openflyers.gateway.account.Account;
import com.openflyers.gateway.account.ClubNews;
import com.openflyers.gateway.account.StoreWorkflow;
import com.openflyers.gateway.http.Text;
import java.util.Optional;

/// Asks a club that will be invoiced for the postal address that it has never said, and says that nothing comes of it.
final class AddressNews implements ClubNews {

    private static final Text WAITING = new Text(
            "Il nous manque l’adresse postale de votre club, qui doit figurer sur vos factures : elles attendent, et vos espaces restent ouverts.",
            "We lack your club’s postal address, which invoices must carry: yours are waiting, and your spaces stay open.");
    private static final Text WANTED = new Text(
            "Il nous manque l’adresse postale de votre club, qui doit figurer sur vos prochaines factures.",
            "We lack your club’s postal address, which your next invoices must carry.");
    private static final Text LINK = new Text("Indiquer l’adresse", "Enter the address");

    private final StoreWorkflow store;
    private final Invoices invoices;

    AddressNews(StoreWorkflow store, Invoices invoices) {
        this.store = store;
        this.invoices = invoices;
    }

    @Override
    public Optional<Line> about(Account account) {
        return store.read(client -> invoices.unaddressed(client, account.club().id()))
                .map(lacking -> new Line(lacking.waiting() > 0 ? WAITING : WANTED, LINK, "/record#postal"));
    }
}
