package com.openflyers.gateway.demo.v20;

import com.openflyers.gateway.demo.web.Credentials;
import com.openflyers.gateway.demo.web.SpaceDatabase;
import com.openflyers.gateway.demo.web.SpaceDatabases;
import com.openflyers.gateway.demo.web.Visit;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One request with the space it is for; who sends it is found out when asked.
record Guest(RoutingContext context, Visit visit, SpaceDatabase space, Logins logins, Language language) {

    /// What all requests of one server have in common.
    record Hall(SpaceDatabases databases, Passwords passwords) {

        Guest receive(RoutingContext context) {
            var visit = Visit.of(context.request());
            var space = databases.of(visit.database());
            return new Guest(context, visit, space, new Logins(space, passwords), Language.of(context));
        }
    }

    /// By the session's cookie, else by HTTP Basic.
    Optional<Person> person() {
        return token().flatMap(logins::resume)
                .or(() -> Credentials.basic(context.request(), StandardCharsets.UTF_8)
                        .flatMap(logins::check));
    }

    Optional<String> token() {
        return Optional.ofNullable(context.request().getCookie(Logins.COOKIE)).map(Cookie::getValue);
    }

    /// The number in the address; 0, which no booking has, if it is none.
    int bookingId() {
        var id = context.pathParam("id");
        return id != null && id.matches("\\d{1,9}") ? Integer.parseInt(id) : 0;
    }

    void startSession(Person person) {
        context.response()
                .addCookie(Cookie.cookie(Logins.COOKIE, logins.open(person))
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSecure("https".equals(context.request().getHeader("X-Forwarded-Proto")))
                        .setSameSite(CookieSameSite.LAX));
    }

    void endSession() {
        token().ifPresent(logins::close);
        context.response()
                .addCookie(Cookie.cookie(Logins.COOKIE, "").setPath("/").setMaxAge(0));
    }

    void redirect(String path) {
        var _ = context.response()
                .setStatusCode(303)
                .putHeader("Location", path)
                .end();
    }
}
