package com.openflyers.gateway.upstream;

import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The servers of one version; the same object for as long as the version is known.
public final class Servers {

    private volatile Server[] servers = {};
    private final LongAdder desperate = new LongAdder();
    private final RetryBudget retries = new RetryBudget();

    Servers() {}

    /// Picks the less busy of two random servers (Mitzenmacher, *The Power of Two Choices in Randomized Load
    /// Balancing*, 1996): nearly as even as asking all, and nodes that do not know each other do not all run to the
    /// same server. Busy is measured in requests outstanding, so that a slow server gets fewer.
    ///
    /// Servers that are out are passed over, unless all are: then any is tried, as we know only that *we* could not
    /// reach them. Cost: one pass over the version's servers, no allocation, no lock.
    ///
    /// @param avoid never picked: the server that has just failed this request
    /// @return null when there is no other server than `avoid`
    public @Nullable Server pick(@Nullable Server avoid) {
        return pick(avoid, ThreadLocalRandom.current().nextLong());
    }

    /// @param random the one source of chance, so that a test can repeat a sequence of picks
    @Nullable
    Server pick(@Nullable Server avoid, long random) {
        var all = servers;
        var picked = pickHealthy(all, avoid, random);
        if (picked == null) {
            picked = pickAny(all, avoid, random);
            if (picked != null) {
                desperate.increment();
            }
        }
        return picked;
    }

    private static @Nullable Server pickHealthy(Server[] all, @Nullable Server avoid, long random) {
        Server first = null;
        Server second = null;
        var firstShare = 0f;
        var secondShare = 0f;
        var candidates = 0;
        for (var server : all) {
            var share = server == avoid ? 0 : server.share();
            if (share == 0) {
                continue;
            }
            // Reservoir sampling: of the candidates seen so far, each pair is equally likely to be held.
            random = next(random);
            var place = candidates < 2 ? candidates : below(candidates + 1, random);
            candidates++;
            if (place == 0) {
                first = server;
                firstShare = share;
            } else if (place == 1) {
                second = server;
                secondShare = share;
            }
        }
        if (first == null || second == null) {
            return first;
        }
        return lessBusy(first, firstShare, second, secondShare, next(random));
    }

    /// Two measures let a server that came back start slowly: its requests weigh more, which holds it down under
    /// load, and it loses some of what it wins, which does the same when all are idle.
    private static Server lessBusy(Server a, float shareOfA, Server b, float shareOfB, long random) {
        var busyA = a.outstanding() * shareOfB;
        var busyB = b.outstanding() * shareOfA;
        var takesA = busyA == busyB ? (random & 1) == 0 : busyA < busyB;
        var share = takesA ? shareOfA : shareOfB;
        var othersShare = takesA ? shareOfB : shareOfA;
        var keeps = share >= othersShare || unit(random) * othersShare < share;
        return takesA == keeps ? a : b;
    }

    private static @Nullable Server pickAny(Server[] all, @Nullable Server avoid, long random) {
        Server picked = null;
        var candidates = 0;
        for (var server : all) {
            random = next(random);
            if (server != avoid && below(++candidates, random) == 0) {
                picked = server;
            }
        }
        return picked;
    }

    /// What the version's requests may still be sent a second time.
    public RetryBudget retries() {
        return retries;
    }

    /// Takes over the version's addresses; those that stay keep their servers, and with them what is known.
    void follow(Version version, Function<Upstream, Server> added) {
        var before = servers;
        servers = version.upstreams().stream()
                .map(upstream -> Arrays.stream(before)
                        .filter(server -> server.upstream().equals(upstream))
                        .findFirst()
                        .orElseGet(() -> added.apply(upstream)))
                .toArray(Server[]::new);
    }

    List<Server> all() {
        return List.of(servers);
    }

    /// Picks of a server that was thought to be out, because there was no other.
    long desperatePicks() {
        return desperate.sum();
    }

    /// One step of SplitMix64 (Steele, Lea, Flood, *Fast Splittable Pseudorandom Number Generators*, 2014).
    private static long next(long random) {
        var z = random + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static int below(int bound, long random) {
        return (int) (((random >>> 32) * bound) >>> 32);
    }

    /// 0 inclusive to 1 exclusive, from the upper bits: the lowest has decided a tie already.
    private static float unit(long random) {
        return (random >>> 40) * 0x1p-24f;
    }
}
