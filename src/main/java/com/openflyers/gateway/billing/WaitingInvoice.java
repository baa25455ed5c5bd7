package com.openflyers.gateway.billing;

import com.openflyers.gateway.billing.Invoice.Line;
import java.util.List;

/// What will be an invoice, or a credit note, once the club's postal address is known.
///
/// @param cause    what there is one for
/// @param corrects causes of invoices that a credit note would be about: the first of which there is one
record WaitingInvoice(long id, long club, String cause, List<Line> lines, List<String> corrects) {

    WaitingInvoice {
        lines = List.copyOf(lines);
        corrects = List.copyOf(corrects);
    }
}
