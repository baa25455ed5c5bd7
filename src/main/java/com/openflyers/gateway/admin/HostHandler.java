package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.route.Host;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns away what a browser sends on behalf of a page that is not ours.
///
/// DNS rebinding makes a browser call us under a name of the attacker's: that name is in `Host`. An address instead of
/// a name cannot be rebound, so probes and Prometheus, which use one, pass. A page of another origin is turned away by
/// `Origin`, which a browser sends with everything that could change something.
final class HostHandler implements Handler<RoutingContext> {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final Set<String> names;
    private final Answers answers;

    /// @param names in the form of [Host], besides `localhost`
    HostHandler(Set<String> names, Answers answers) {
        this.names = names;
        this.answers = answers;
    }

    @Override
    public void handle(RoutingContext context) {
        var request = context.request();
        if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            answers.refuse(context, Problem.of(Cause.BAD_REQUEST));
        } else if (!isOurs(request) || !isSameOrigin(request)) {
            answers.refuse(context, foreign());
        } else {
            context.next();
        }
    }

    /// A program that speaks HTTP/1.0 and names no host is no browser: HAProxy asks for our health so.
    private boolean isOurs(HttpServerRequest request) {
        var host = host(request);
        if (host == null) {
            return request.version() == HttpVersion.HTTP_1_0 && authority(request) == null;
        }
        return host.equals("localhost")
                || host.startsWith("[")
                || IPV4.matcher(host).matches()
                || names.contains(host);
    }

    private static boolean isSameOrigin(HttpServerRequest request) {
        var origins = request.headers().getAll(HttpHeaders.ORIGIN);
        if (origins.isEmpty()) {
            return true;
        }
        try {
            var authority = URI.create(origins.getFirst()).getRawAuthority();
            return origins.size() == 1 && authority != null && authority.equalsIgnoreCase(authority(request));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static @Nullable String host(HttpServerRequest request) {
        var authority = authority(request);
        return authority == null ? null : Host.parse(authority);
    }

    private static @Nullable String authority(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.HOST);
    }

    private static Problem foreign() {
        return Problem.of(
                403,
                "foreign-host",
                new Text("Accès refusé", "Access denied"),
                new Text(
                        "Ce nom d’hôte n’est pas un nom de cette adresse : voir operations.names.",
                        "This host name is not a name of this listener: see operations.names."));
    }
}
