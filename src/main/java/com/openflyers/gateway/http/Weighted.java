package com.openflyers.gateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One member of a field such as `Accept`: what is wanted and how much (RFC 9110 §12.4.2).
///
/// @param value   in small letters, without parameters
/// @param quality in thousandths, 0 for "not this"
record Weighted(String value, int quality) {

    private static final Pattern QUALITY = Pattern.compile("0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?");
    /// No reader has more wishes than this; what comes behind is not looked at.
    private static final int MOST = 50;

    /// The members in their order. One that is malformed is left out.
    static List<Weighted> parse(@Nullable String field) {
        var members = new ArrayList<Weighted>();
        if (field == null) {
            return members;
        }
        for (var member : field.split(",", MOST)) {
            var parts = member.split(";");
            var value = parts.length == 0 ? "" : parts[0].strip().toLowerCase(Locale.ROOT);
            var quality = quality(parts);
            if (!value.isEmpty() && quality >= 0) {
                members.add(new Weighted(value, quality));
            }
        }
        return members;
    }

    private static int quality(String[] parts) {
        for (var i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip();
            if (parameter.startsWith("q=") || parameter.startsWith("Q=")) {
                var number = parameter.substring(2);
                return QUALITY.matcher(number).matches() ? Math.round(Float.parseFloat(number) * 1000) : -1;
            }
        }
        return 1000;
    }
}
