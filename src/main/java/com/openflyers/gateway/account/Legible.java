package com.openflyers.gateway.account;

import java.util.Set;

/// Text that people can read and no machine stumbles over.
///
/// PostgreSQL takes no NUL, a header no line break, and half a character is none. Characters that nobody sees hide a
/// name, or make it look like another one: those that turn the direction of what follows turn our own words too.
public final class Legible {

    private static final int HALF = 0xFFFD;
    /// Persian needs the one, and emoji the other.
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    /// Letters for Unicode, blanks for everybody: the fillers of Hangul.
    private static final Set<Integer> FILLERS = Set.of(0x115F, 0x1160, 0x3164, 0xFFA0);

    private Legible() {}

    /// Whether it can be read in one line, and says something.
    public static boolean isLine(String text) {
        return hasOnlyFit(text) && text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /// Likewise, in one or several.
    public static boolean isText(String text) {
        return isLine(text.replace('\n', ' '));
    }

    private static boolean hasOnlyFit(String text) {
        return text.codePoints().allMatch(Legible::isFit);
    }

    private static boolean isFit(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> codePoint == NON_JOINER || codePoint == JOINER;
            default -> codePoint != HALF && !FILLERS.contains(codePoint);
        };
    }
}
