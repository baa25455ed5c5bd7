package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Text;
import java.util.Optional;

/// What a typed name would become.
///
/// @param name      folded
/// @param host      the address that follows
/// @param fault     why it cannot be had
/// @param lookAlike another name that reads much the same
/// @param ofOneClub whether that is a space of whoever asks
public record NameProposal(
        String name, String host, Optional<Text> fault, Optional<String> lookAlike, boolean ofOneClub) {

    static final NameProposal NONE = new NameProposal("", "", Optional.empty(), Optional.empty(), false);
}
