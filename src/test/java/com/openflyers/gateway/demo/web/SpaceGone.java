package com.openflyers.gateway.demo.web;

/// A space's database cannot be reached now; the request was not served, and asking again is right.
public final class SpaceGone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SpaceGone(String database, Throwable cause) {
        super("Database " + database + " is not there now.", cause);
    }
}
