package com.openflyers.gateway.proxy;

/// How Netty asks io_uring what a socket has to say.
///
/// By default once for many answers, of which each tells that something is new. A reset that comes while the bytes
/// before it are being read is none: its news falls to the read under way, which does not look for it, and a client
/// would wait for the rest of an answer until a deadline (seen with Netty 4.2.18: one reset in three to five).
/// Asked anew after each read, the kernel says at once what is there.
public final class IoUringPolls {

    private static final String SETTING = "io.netty.iouring.pollAddMultishotEnabled";

    private IoUringPolls() {}

    /// Takes effect when called before anything else of io_uring is, and when nobody set otherwise.
    public static void askEachTime() {
        if (System.getProperty(SETTING) == null) {
            System.setProperty(SETTING, "false");
        }
    }
}
