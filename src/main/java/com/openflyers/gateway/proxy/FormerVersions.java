package com.openflyers.gateway.proxy;

import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Target;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/// What browsers still bring to a space from the versions its pointer left: session cookies and old addresses.
final class FormerVersions {

    private final RouteTable table;

    FormerVersions(RouteTable table) {
        this.table = table;
    }

    /// Whether only a former version knew this path, so that the live one could but answer 404.
    boolean bind(Target target, String path) {
        if (target.space().formerVersions().isEmpty()
                || target.version().rules().binds(path)) {
            return false;
        }
        return rules(target).stream().anyMatch(rules -> rules.binds(path));
    }

    /// Whether a request that was meant for one version and waited through a flip can be answered by no other: it
    /// carries a session of that version, or asks for a page of its own.
    boolean bind(Target meantFor, Target target, RequestHead head) {
        if (meantFor.space().version().equals(target.space().version())) {
            return false;
        }
        var left = meantFor.version().rules();
        var path = head.path();
        return Cookies.carriesAny(head.request().headers().getAll(HttpHeaderNames.COOKIE), left.sessionCookies())
                || (left.binds(path) && !target.version().rules().binds(path));
    }

    /// Names of session cookies in the request that mean nothing to the live version.
    List<String> staleCookies(Target target, HttpHeaders request) {
        if (target.space().formerVersions().isEmpty()) {
            return List.of();
        }
        var cookieFields = request.getAll(HttpHeaderNames.COOKIE);
        var live = target.version().rules().sessionCookies();
        var stale = new ArrayList<String>();
        for (var rules : rules(target)) {
            for (var name : rules.sessionCookies()) {
                if (!live.contains(name) && Cookies.carriesAny(cookieFields, List.of(name))) {
                    stale.add(name);
                }
            }
        }
        return stale;
    }

    private List<Rules> rules(Target target) {
        var rules = new ArrayList<Rules>();
        for (var name : target.space().formerVersions()) {
            var version = table.findVersion(name);
            if (version != null) {
                rules.add(version.rules());
            }
        }
        return rules;
    }
}
