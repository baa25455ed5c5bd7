package com.openflyers.gateway.registry;

/// Who acts on a space that may be reserved.
public sealed interface Holder {

    /// Somebody for whom nothing is reserved.
    record Anybody() implements Holder {}

    /// Somebody who can have spaces for itself.
    ///
    /// @param name such as `migration 12`
    record Named(String name) implements Holder {}

    default boolean is(String reservedBy) {
        return switch (this) {
            case Anybody() -> false;
            case Named(var name) -> name.equals(reservedBy);
        };
    }
}
