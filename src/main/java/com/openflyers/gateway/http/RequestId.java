package com.openflyers.gateway.http;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What names a request in answers and logs.
public final class RequestId {

    private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private RequestId() {}

    /// Keeps the one that the sender chose if it is harmless in a log and on a page, else makes one.
    public static String of(@Nullable String sent) {
        return sent != null && SOUND.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString().replace("-", "");
    }
}
