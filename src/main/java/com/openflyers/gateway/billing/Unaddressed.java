package com.openflyers.gateway.billing;

import com.openflyers.gateway.registry.Club;
import java.util.List;

/// A club that no invoice can be made out to: nobody knows its postal address.
///
/// @param spaces  the open ones, by name
/// @param waiting invoices and credit notes that wait for the address
/// @param cents   what they come to, without VAT
public record Unaddressed(Club club, List<String> spaces, long waiting, long cents) {

    public Unaddressed {
        spaces = List.copyOf(spaces);
    }
}
