package com.openflyers.gateway.db;

import java.util.Locale;

/// How constants are stored: by their names in small letters, as the checks of the tables have them.
public final class StoredEnum {

    private StoredEnum() {}

    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a word that this build does not know
    public static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
