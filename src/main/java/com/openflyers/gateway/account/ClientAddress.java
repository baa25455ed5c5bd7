package com.openflyers.gateway.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/// Whom a request came from, as far as limits go.
///
/// @param text  as the edge has told it, for people
/// @param block what counts as one client: an IPv4 address, or the /64 of an IPv6 one, of which anybody has the rest
record ClientAddress(String text, String block) {

    private static final int HALF = 8;

    /// @param text of an address; anything else counts as one and the same client
    static ClientAddress of(String text) {
        var literal = text.matches("[0-9a-fA-F:.]{2,45}") && (text.indexOf(':') >= 0 || text.matches("[0-9.]+"));
        try {
            return literal ? of(InetAddress.ofLiteral(text)) : new ClientAddress("unknown", "unknown");
        } catch (IllegalArgumentException | UnknownHostException e) {
            return new ClientAddress("unknown", "unknown");
        }
    }

    private static ClientAddress of(InetAddress address) throws UnknownHostException {
        var text = address.getHostAddress();
        return address instanceof Inet6Address
                ? new ClientAddress(text, HexFormat.of().formatHex(address.getAddress(), 0, HALF))
                : new ClientAddress(text, text);
    }
}
