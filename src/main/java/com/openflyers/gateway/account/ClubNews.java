package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Text;
import java.util.Optional;

/// What another feature has to say above a club's spaces.
@FunctionalInterface
public interface ClubNews {

    /// @param words one sentence
    /// @param link  the words of the link
    /// @param path  where it leads, on this host
    record Line(Text words, Text link, String path) {}

    Optional<Line> about(Account account);
}
