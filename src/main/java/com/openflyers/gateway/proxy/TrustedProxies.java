package com.openflyers.gateway.proxy;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The proxies whose word about a client's address is believed; none by default.
public final class TrustedProxies {

    private final List<IpSubnetFilterRule> networks;

    private TrustedProxies(List<IpSubnetFilterRule> networks) {
        this.networks = networks;
    }

    /// @param networks addresses or CIDR blocks, such as `10.0.0.0/8` or `::1`
    /// @throws IllegalArgumentException naming the first that is neither
    public static TrustedProxies parse(List<String> networks) {
        return new TrustedProxies(networks.stream().map(TrustedProxies::rule).toList());
    }

    /// @throws IllegalArgumentException when it is neither an address nor a block
    static String requireNetwork(String network) {
        var _ = rule(network);
        return network;
    }

    boolean contains(@Nullable String address) {
        if (networks.isEmpty() || address == null) {
            return false;
        }
        var bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return false;
        }
        try {
            var socket = new InetSocketAddress(InetAddress.getByAddress(bytes), 0);
            for (var network : networks) {
                if (network.matches(socket)) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 bytes is always one", e);
        }
    }

    /// Who sent a request, for an application of ours behind the edge: the rightmost address that is no trusted
    /// proxy's.
    ///
    /// @param forwardedFor as the edge has written it
    public String client(String forwardedFor) {
        var chain = forwardedFor.split(",");
        for (var i = chain.length - 1; i >= 0; i--) {
            if (!contains(chain[i].strip())) {
                return chain[i].strip();
            }
        }
        return chain[0].strip();
    }

    private static IpSubnetFilterRule rule(String network) {
        var slash = network.indexOf('/');
        var address = slash < 0 ? network : network.substring(0, slash);
        var bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            throw new IllegalArgumentException("expected an address or a block such as 10.0.0.0/8, not " + network);
        }
        var longest = bytes.length * 8;
        try {
            var prefix = slash < 0 ? longest : Integer.parseInt(network.substring(slash + 1));
            if (prefix < 0 || prefix > longest) {
                throw new NumberFormatException();
            }
            return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the length of block " + network + " is a number from 0 to " + longest, e);
        }
    }
}
