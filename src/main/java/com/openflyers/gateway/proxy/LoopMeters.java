package com.openflyers.gateway.proxy;

import com.openflyers.gateway.observe.RequestMeters;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.route.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What one event loop counts and writes down, by version.
final class LoopMeters {

    private static final String FIXED = "fixed";
    private static final String NONE = "none";

    private final EdgeParts parts;
    private final Map<String, RequestMeters> requests = new HashMap<>();
    private final Map<String, LongAdder> retries = new HashMap<>();
    private final Map<String, LongAdder> retriesDenied = new HashMap<>();

    LoopMeters(EdgeParts parts) {
        this.parts = parts;
    }

    /// The request is over: one line for the log, one more in the counters.
    void report(RequestFacts facts) {
        facts.log(parts.accessLog());
        facts.measure(requests.computeIfAbsent(label(facts.target()), parts.metrics()::requests));
    }

    void retried(Target target) {
        count(retries, "gateway_retries", "Requests sent a second time", target);
    }

    void retryDenied(Target target) {
        var help = "Requests not sent a second time, because too many were";
        count(retriesDenied, "gateway_retries_denied", help, target);
    }

    private void count(Map<String, LongAdder> adders, String name, String help, Target target) {
        adders.computeIfAbsent(label(target), label -> parts.metrics().counter(name, help, "version", label))
                .increment();
    }

    private static String label(@Nullable Target target) {
        if (target == null) {
            return NONE;
        }
        return target.space().kind() == Kind.FIXED ? FIXED : target.space().version();
    }
}
