package com.openflyers.gateway.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The forms that an answer of ours can have, those first that win when a reader names several with equal weight.
public enum Form {
    HTML("text/html; charset=utf-8", "text", "html"),
    JSON("application/problem+json", "application", "problem+json"),
    TEXT("text/plain; charset=utf-8", "text", "plain");

    private static final int NAMED = 8;

    private final String contentType;
    private final String type;
    private final String name;

    Form(String contentType, String type, String subtype) {
        this.contentType = contentType;
        this.type = type + "/*";
        this.name = type + "/" + subtype;
    }

    String contentType() {
        return contentType;
    }

    /// The best one for an `Accept` field (RFC 9110 §12.5.1). A form that is named beats one that a wildcard covers;
    /// when none is named, and also when none is acceptable, plain text.
    public static Form preferred(@Nullable String accept) {
        var ranges = Weighted.parse(accept);
        var best = TEXT;
        var most = 0;
        for (var form : values()) {
            var liking = form.liking(ranges);
            if (liking > most) {
                best = form;
                most = liking;
            }
        }
        return best;
    }

    /// The weight of the most exact range that covers this form, and behind it, in the last digit, how exact that is.
    /// Plain text counts as a little more exact than the wildcard says, so that it wins where nothing is named.
    private int liking(List<Weighted> ranges) {
        var exactness = 0;
        var quality = 0;
        for (var range : ranges) {
            var here = exactness(range.value());
            if (here > exactness || (here == exactness && range.quality() > quality)) {
                exactness = here;
                quality = here == 0 ? 0 : range.quality();
            }
        }
        if (quality == 0) {
            return 0;
        }
        return quality * 10 + (this == TEXT && exactness < NAMED ? exactness + 1 : exactness);
    }

    private int exactness(String range) {
        if (range.equals(name) || (this == JSON && range.equals("application/json"))) {
            return NAMED;
        }
        return range.equals(type) ? 4 : range.equals("*/*") ? 1 : 0;
    }
}
