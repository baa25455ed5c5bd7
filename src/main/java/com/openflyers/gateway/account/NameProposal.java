package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Text;
import java.util.Optional;

/// What a typed name would become.
///
/// @param name      folded
/// @param host      the address that follows
/// @param fault     why it cannot be had
/// @param lookAlike another club's name that reads much the same
public record NameProposal(String name, String host, Optional<Text> fault, Optional<String> lookAlike) {

    static final NameProposal NONE = new NameProposal("", "", Optional.empty(), Optional.empty());
}
