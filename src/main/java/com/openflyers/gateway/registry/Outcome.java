package com.openflyers.gateway.registry;

/// What became of a wish to change the registry; each kind of change has those outcomes that its interface permits.
///
/// Only [Flipped], [Written], [Removed] and [Closed] changed something.
public sealed interface Outcome {

    sealed interface OfFlip extends Outcome {}

    sealed interface OfVersionPut extends Outcome {}

    sealed interface OfVersionRemoval extends Outcome {}

    sealed interface OfSpacePut extends Outcome {}

    sealed interface OfSpaceClosing extends Outcome {}

    sealed interface OfGate extends Outcome {}

    sealed interface OfReservation extends Outcome {}

    /// @param revision the change's own; the space's from now on
    record Flipped(String previous, String version, long revision) implements OfFlip {}

    /// @param created whether there was nothing of that name before
    record Written(long revision, boolean created) implements OfVersionPut, OfSpacePut, OfGate {}

    record Removed(long revision) implements OfVersionRemoval {}

    record Closed(long revision) implements OfSpaceClosing {}

    /// All is already as wished.
    record Unchanged(long revision)
            implements OfFlip, OfVersionPut, OfSpacePut, OfSpaceClosing, OfGate, OfReservation {}

    /// Somebody changed it since; 0 when there is nothing.
    record StaleRevision(long current)
            implements OfFlip, OfVersionPut, OfVersionRemoval, OfSpacePut, OfSpaceClosing, OfGate {}

    record UnknownSpace(String name) implements OfFlip, OfSpaceClosing, OfGate, OfReservation {}

    /// The space was closed; its name is kept.
    record SpaceClosed(String name) implements OfFlip, OfGate, OfReservation {}

    /// Somebody else has the space for itself, such as `migration 12`.
    record Reserved(String by) implements OfFlip, OfSpacePut, OfSpaceClosing, OfGate, OfReservation {}

    record UnknownVersion(String name) implements OfFlip, OfVersionRemoval, OfSpacePut {}

    /// The space has no live database for the version.
    record NoDatabase(String version) implements OfFlip, OfSpacePut {}

    /// A migration by hand has brought the space here from there, and knows the way back.
    record MovedByHand(long migration, String version) implements OfFlip {}

    /// A migration by hand is to bring the space there, and has not: what it has would stay behind.
    record ToBeMovedByHand(long migration, String version) implements OfFlip {}

    /// The space's database for the version refuses writers: never forceable.
    record Fenced(String version, String database) implements OfFlip, OfSpacePut {}

    /// Spaces point at the version or keep databases of it; for a put: so its engine cannot change.
    record InUse(long spaces) implements OfVersionPut, OfVersionRemoval {}

    /// Migrations went from the version or to it, and their history names it.
    record Remembered(long migrations) implements OfVersionRemoval {}

    /// The name belongs to a closed space of another club.
    record NameRetired(String name) implements OfSpacePut {}

    /// Somebody has signed up for the name and confirmed it: its space is being made.
    record InTheMaking(String name) implements OfSpacePut {}

    /// The name or host cannot be a club's: `rule` is a sentence for a person.
    record BadName(String rule) implements OfSpacePut {}

    /// An existing space's pointer is moved by a flip, not by writing the space.
    record PointerDiffers(String current) implements OfSpacePut {}

    /// Another space has a database of that name, or two of the wished ones are live for one version.
    record DatabaseConflict(String database) implements OfSpacePut {}

    /// The database is no space's and cannot become one's: the registry, PostgreSQL's own, a version's template, or one
    /// that a migration or a removal has made.
    record DatabaseForbidden(String database) implements OfSpacePut {}
}
