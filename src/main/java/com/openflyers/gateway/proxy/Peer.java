package com.openflyers.gateway.proxy;

import com.openflyers.gateway.route.Host;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is at the other end of a client's connection, and what we tell an upstream about the client
/// (`X-Forwarded-*`, and `Forwarded` of RFC 7239).
///
/// From a peer that is no trusted proxy nothing is believed: its forwarding fields are replaced. A trusted one has
/// its address appended to the chain it sent, and its word on scheme, host and port is passed on.
final class Peer {

    private static final AsciiString FOR = AsciiString.cached("X-Forwarded-For");
    private static final AsciiString PROTO = AsciiString.cached("X-Forwarded-Proto");
    private static final AsciiString HOST = AsciiString.cached("X-Forwarded-Host");
    private static final AsciiString PORT = AsciiString.cached("X-Forwarded-Port");
    private static final AsciiString FORWARDED = AsciiString.cached("Forwarded");

    private final TrustedProxies proxies;
    private final String address;
    private final String port;
    private final boolean trusted;
    private final byte[] untrustedBlock;
    private final byte[] forwardedFor;

    Peer(TrustedProxies proxies, @Nullable InetSocketAddress remote, int localPort) {
        this.proxies = proxies;
        this.address = remote == null ? "unknown" : textOf(remote);
        this.port = Integer.toString(localPort);
        this.trusted = proxies.contains(address);
        this.untrustedBlock = ascii("X-Forwarded-For: " + address + "\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Port: "
                + port + "\r\nX-Forwarded-Host: ");
        this.forwardedFor = ascii("Forwarded: for=" + node(address) + ";proto=http;host=\"");
    }

    static Peer of(TrustedProxies proxies, Channel channel) {
        var local = channel.localAddress() instanceof InetSocketAddress address ? address.getPort() : 0;
        var remote = channel.remoteAddress() instanceof InetSocketAddress address ? address : null;
        return new Peer(proxies, remote, local);
    }

    /// The client's address: the rightmost one in the chain that is no trusted proxy.
    String client(HttpHeaders fields) {
        if (!trusted) {
            return address;
        }
        var chain = chain(fields);
        for (var i = chain.size() - 1; i >= 0; i--) {
            if (!proxies.contains(chain.get(i))) {
                return chain.get(i);
            }
        }
        return chain.isEmpty() ? address : chain.getFirst();
    }

    /// The address of the other end of the connection itself.
    String address() {
        return address;
    }

    /// Appends our forwarding fields; the caller has left out the client's.
    void write(HeadBuffer head, HttpHeaders fields, String authority) {
        if (trusted) {
            writeChain(head, fields, authority);
        } else {
            head.raw(untrustedBlock).text(authority).line();
            head.raw(forwardedFor).text(authority).octet('"').line();
        }
    }

    private void writeChain(HeadBuffer head, HttpHeaders fields, String authority) {
        var chain = chain(fields);
        head.text(FOR).text(": ");
        for (var hop : chain) {
            head.text(hop).text(", ");
        }
        head.text(address).line();
        var proto = fields.get(PROTO);
        var scheme = "https".equalsIgnoreCase(proto) ? "https" : "http";
        head.field(PROTO, scheme);
        var theirHost = fields.get(HOST);
        var host = theirHost != null && Host.parse(theirHost) != null ? theirHost : authority;
        head.field(HOST, host);
        var theirPort = fields.get(PORT);
        head.field(PORT, theirPort != null && isPort(theirPort) ? theirPort : portOf(host, scheme));
        head.text(FORWARDED).text(": ");
        var elements = fields.getAll(FORWARDED);
        if (elements.stream().allMatch(ForwardedField::isSound)) {
            // One list, on however many lines: if part of it is broken, the rest is not to be believed.
            elements.forEach(element -> head.text(element).text(", "));
        }
        head.text("for=" + node(address) + ";proto=" + scheme + ";host=\"")
                .text(authority)
                .octet('"')
                .line();
    }

    /// The port that a client of the proxy asked for: ours is one that it never saw.
    private static String portOf(String authority, String scheme) {
        var colon = authority.lastIndexOf(':');
        var named = colon > authority.lastIndexOf(']') && colon + 1 < authority.length();
        return named ? authority.substring(colon + 1) : scheme.equals("https") ? "443" : "80";
    }

    /// What the trusted peer says, as far as it consists of addresses; from the first other word on, nothing left of
    /// it can be believed.
    private static List<String> chain(HttpHeaders fields) {
        var said = String.join(",", fields.getAll(FOR)).split(",");
        var chain = new ArrayDeque<String>();
        for (var i = said.length - 1; i >= 0; i--) {
            var address = addressIn(said[i].strip());
            if (address == null) {
                break;
            }
            chain.addFirst(address);
        }
        return List.copyOf(chain);
    }

    /// An address, to which some load balancers add the client's port: `192.0.2.7:4711`, `[2001:db8::7]:4711`.
    ///
    /// @return null for anything else
    private static @Nullable String addressIn(String hop) {
        var colon = hop.lastIndexOf(':');
        var bracketed = hop.startsWith("[");
        var hasPort = colon > 0 && (bracketed ? hop.charAt(colon - 1) == ']' : hop.indexOf(':') == colon);
        if (hasPort && !isPort(hop.substring(colon + 1))) {
            return null;
        }
        var address = hasPort ? hop.substring(0, colon) : hop;
        var bare = bracketed && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        return NetUtil.createByteArrayFromIpAddressString(bare) == null ? null : bare;
    }

    private static boolean isPort(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 5;
    }

    /// RFC 7239 §6: an IPv6 address is bracketed and quoted, what is no address is `unknown`.
    private static String node(String address) {
        return address.indexOf(':') >= 0 ? "\"[" + address + "]\"" : address;
    }

    private static String textOf(InetSocketAddress remote) {
        var ip = remote.getAddress();
        return ip == null ? remote.getHostString() : NetUtil.toAddressString(ip);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
