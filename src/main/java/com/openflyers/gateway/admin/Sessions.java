package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who has signed in to the pages of this node: a browser is given a number instead of its token.
///
/// A session is worth what its token is worth, which is asked anew with each request; it ends with the process.
final class Sessions {

    /// Operators are few; beyond this the oldest goes.
    private static final int MOST = 1000;
    private static final int BYTES = 32;

    /// One browser's.
    ///
    /// @param token  never leaves this process again
    /// @param notice what the next page says first
    record Session(String token, AtomicReference<@Nullable Notice> notice) {

        void say(Notice words) {
            notice.set(words);
        }

        @Nullable
        Notice hear() {
            return notice.getAndSet(null);
        }
    }

    /// What became of what the reader has just done.
    ///
    /// @param mood `good` or `bad`
    record Notice(String mood, String text) {

        private static final Text WRONG = new Text("À corriger : ", "To be corrected: ");

        /// Why it came to nothing, and which fields are to blame.
        static Notice of(Problem problem, Language language) {
            var text = problem.members().get("errors") instanceof List<?> errors
                    ? WRONG.in(language) + errors.stream().map(Notice::fault).collect(Collectors.joining("; "))
                    : problem.detail().in(language);
            return new Notice("bad", text);
        }

        private static String fault(Object error) {
            return error instanceof Map<?, ?> fault
                    ? String.valueOf(fault.get("pointer")).replaceFirst("^/", "") + " – " + fault.get("detail")
                    : String.valueOf(error);
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = Collections.synchronizedMap(new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST;
        }
    });

    /// @return what the browser is given
    String open(String token) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var number = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sessions.put(number, new Session(token, new AtomicReference<>()));
        return number;
    }

    Optional<Session> find(String number) {
        return Optional.ofNullable(sessions.get(number));
    }

    void close(String number) {
        sessions.remove(number);
    }
}
