package com.openflyers.gateway.billing;

import com.openflyers.gateway.account.StoreWorkflow;
import com.openflyers.gateway.billing.InvoiceFiles.Download;
import com.openflyers.gateway.http.Language;
import java.util.Optional;

/// Hands a club its invoice as a file. Waits for PostgreSQL as long as [StoreWorkflow] does, and for the file as long
/// as [InvoiceFiles] does: a file that is slow is not a registry that is away.
final class DownloadWorkflow {

    private final StoreWorkflow store;
    private final Invoices invoices;
    private final InvoiceFiles files;

    DownloadWorkflow(StoreWorkflow store, Invoices invoices, InvoiceFiles files) {
        this.store = store;
        this.invoices = invoices;
        this.files = files;
    }

    /// @return empty if the club has no such invoice
    Optional<Download> file(long club, String number, Language language) {
        return store.read(client -> invoices.find(client, number))
                .filter(invoice -> invoice.club() == club)
                .map(invoice -> files.download(invoice, language).await());
    }
}
