package com.openflyers.gateway.migration;

import com.openflyers.gateway.registry.Channel;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.route.Space.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a club can choose from for one of its spaces, with today's prices.
///
/// @param yearly  price of the present version; empty if it has none
/// @param targets versions that the space can move to
/// @param free    whether the club's free migration is still to be had
/// @param average from request to switch; empty before there was one
/// @param due     what is promised at most
/// @param latest  number of the space's latest migration; 0 before the first: a form that knows another one is old
/// @param past    migrations of the space, the latest first
/// @param spaces  the club's open ones
/// @param setUp   whether the club has a set-up package under way
/// @param address where the club's invoices go; empty if it has never said
public record Offer(
        RegisteredSpace space,
        Optional<Long> yearly,
        List<Target> targets,
        boolean free,
        Optional<Duration> average,
        Duration due,
        long latest,
        List<Migration> past,
        List<RegisteredSpace> spaces,
        boolean setUp,
        String address) {

    /// @param price of a migration for a club whose free one is used; empty if it has none
    public record Target(String version, Channel channel, Optional<Long> yearly, Optional<Long> price) {}

    public Offer {
        targets = List.copyOf(targets);
        past = List.copyOf(past);
        spaces = List.copyOf(spaces);
    }

    public Optional<Migration> underWay() {
        return past.stream().filter(migration -> !migration.state().isOver()).findFirst();
    }

    Optional<Target> target(String version) {
        return targets.stream()
                .filter(target -> target.version().equals(version))
                .findFirst();
    }

    /// A year on the target beyond a year on the present version, in cents; empty where one of them has no price.
    public Optional<Long> surplus(Target target) {
        return target.yearly().flatMap(then -> yearly.map(now -> then - now));
    }

    /// Whether a request for the target has to accept a price.
    public boolean asksPrice(Target target) {
        return !free && target.price().isPresent();
    }

    /// Whether something of the request may be invoiced, and there is no postal address that an invoice must have.
    boolean lacksAddress(Target target, Wish wish) {
        var surplus = space.kind() == Kind.PRODUCTION && surplus(target).orElse(0L) != 0;
        return address.isEmpty() && (asksPrice(target) || surplus || wish.setUp());
    }

    /// Whether it can be asked for here: a version without a price is moved to by agreement only.
    public boolean isOpen(Target target) {
        return free || target.price().isPresent();
    }
}
