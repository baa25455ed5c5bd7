package com.openflyers.gateway.proxy;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What the edge's own handlers should never throw, and what becomes of a request when one does.
///
/// Whoever asked is told, by an answer if none has begun and else by a broken connection; support finds the cause
/// by the request's id in the log, once and with its stack. Where a connection stands after a bug, nobody knows: it
/// ends.
final class Bugs {

    private static final Logger LOG = Logger.getLogger(Bugs.class.getName());

    private Bugs() {}

    /// Whether a fault that a pipeline reports is one: a connection that breaks is not.
    static boolean isOne(Throwable fault) {
        return !(fault instanceof IOException);
    }

    /// Runs what no pipeline runs, so that a bug in it ends as one in a handler does.
    static void guard(ClientConnection client, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error bug) {
            client.broken(bug);
        }
    }

    static void log(String requestId, Throwable bug) {
        LOG.log(Level.SEVERE, bug, () -> "a bug ended request " + requestId);
    }

    /// Says nothing of faults that are none.
    static void logIdle(Throwable fault) {
        if (isOne(fault)) {
            LOG.log(Level.SEVERE, "a bug ended an idle connection to an upstream", fault);
        }
    }
}
