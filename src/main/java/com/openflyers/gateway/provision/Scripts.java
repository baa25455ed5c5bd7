package com.openflyers.gateway.provision;

import java.util.List;
import java.util.stream.Collectors;

/// The scripts that make a database of one version of a database of another, in their order.
public record Scripts(String from, String to, List<Script> list) {

    public Scripts {
        list = List.copyOf(list);
    }

    /// Changes with any name, content or place in the order; in hexadecimal.
    public String sha256() {
        return Sums.sha256(list.stream()
                .map(script -> script.sha256() + "  " + script.name() + "\n")
                .collect(Collectors.joining()));
    }

    /// As it is noted in the database that they ran in.
    String pair() {
        return from + "-to-" + to;
    }
}
