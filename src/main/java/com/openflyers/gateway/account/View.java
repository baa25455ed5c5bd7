package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a page of the client area answers.
public sealed interface View {

    /// A template with its values.
    ///
    /// @param template in `client`, without its ending
    /// @param faults   what is wrong with the form, by field; then everything typed is shown again
    /// @param notice   said first; null for nothing
    /// @param retryAfter when asking again makes sense; null where it does at once
    /// @param kept     whether what was typed is still wanted although nothing was wrong, as before it is confirmed
    record Shown(
            int status,
            String template,
            Map<String, Object> values,
            Map<String, Text> faults,
            @Nullable Text notice,
            @Nullable Duration retryAfter,
            boolean kept)
            implements View {

        public Shown {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            faults = Collections.unmodifiableMap(new LinkedHashMap<>(faults));
        }

        public Shown with(String name, Object value) {
            var more = new LinkedHashMap<>(values);
            more.put(name, value);
            return new Shown(status, template, more, faults, notice, retryAfter, kept);
        }

        /// 422 with what is wrong, if something is.
        public Shown faulty(Map<String, Text> found) {
            return found.isEmpty() ? this : new Shown(422, template, values, found, notice, retryAfter, kept);
        }

        public Shown saying(Text words) {
            return new Shown(status, template, values, faults, words, retryAfter, kept);
        }

        public Shown status(int other) {
            return new Shown(other, template, values, faults, notice, retryAfter, kept);
        }

        /// A page that is no end: the form goes on from it.
        public Shown keeping() {
            return new Shown(status, template, values, faults, notice, retryAfter, true);
        }

        /// It was tried too often, and may be tried again after `delay`.
        Shown tooMany(Duration delay) {
            return new Shown(429, template, values, faults, notice, delay, kept);
        }
    }

    /// 303 after something was done: a reload does nothing again.
    ///
    /// @param path on this host, from `/` on
    record Moved(String path) implements View {}

    record Refused(Problem problem) implements View {}

    /// A file to keep.
    record Download(String name, String type, Buffer content) implements View {}

    /// From now on this browser is somebody; its former cookie is worth nothing.
    record LoggedIn(String cookie, View then) implements View {}

    record LoggedOut(View then) implements View {}

    static Shown page(String template) {
        return new Shown(200, template, Map.of(), Map.of(), null, null, false);
    }
}
