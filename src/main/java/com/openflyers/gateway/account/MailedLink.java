package com.openflyers.gateway.account;

import java.util.regex.Pattern;

/// A kind of link that is mailed, such as `/password?token=…`.
///
/// What it says moves into a cookie and out of the address, before there is a page whose address could be passed on.
/// Nothing is used up by following it, for mail scanners follow links.
///
/// @param path   of the page that it leads to
/// @param cookie which keeps what the link says
record MailedLink(String path, String cookie) {

    /// In seconds; longer than anybody reads a form.
    static final long KEPT = 3600;

    private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9_-]{43}");

    /// What was in the link that this browser followed last; empty if it followed none.
    String token(Visit visit) {
        return HostCookie.read(visit.context(), cookie).orElse("");
    }

    /// Tells which link a form is for, and opens nothing.
    String mark(Visit visit) {
        return Tokens.mark(token(visit));
    }

    /// Whether the form was shown for another link than the one that this browser followed last, as in another tab.
    boolean isForAnother(Visit visit) {
        return !token(visit).isEmpty() && !Tokens.same(mark(visit), visit.typed("link"));
    }

    /// Such a form does nothing: it was read as being about something else.
    View anotherFollowed() {
        return View.page("other-link").with("path", path).status(409);
    }

    static String sound(String token) {
        return SOUND.matcher(token).matches() ? token : "";
    }
}
