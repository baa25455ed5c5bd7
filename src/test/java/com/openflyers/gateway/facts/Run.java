package com.openflyers.gateway.facts;

import com.openflyers.gateway.facts.Strict.Fault;
import com.openflyers.gateway.facts.Strict.Incomplete;
import com.openflyers.gateway.facts.Strict.Request;
import com.openflyers.gateway.testing.LoggedRequests.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One case as it went: what the client heard, what the upstream received, and what the gateway logged.
final class Run {

    enum End {
        /// The gateway closed.
        CLOSED,
        /// The gateway reset the connection.
        RESET,
        /// The gateway did one of them while the client still wrote: it is the write that learns of a reset then.
        CLOSED_OR_RESET,
        /// The client left, as it had everything it could hope for.
        LEFT,
        /// Nobody closed: the gateway waits for something that does not come.
        HUNG
    }

    /// A request that reached the upstream, its head at least.
    static final class Received {

        private static final int LAST_WORDS = 20;

        private final Request head;
        private final String reply;
        private final boolean usual;
        private final String lastWords;

        private @Nullable Request whole;
        private @Nullable String tunnelled;

        /// @param reply what the upstream says to it
        /// @param usual whether that is the answer it gives to everybody
        /// @param said  everything that the client says
        Received(Request head, String reply, boolean usual, String said) {
            this.head = head;
            this.reply = reply;
            this.usual = usual;
            this.lastWords = said.substring(Math.max(0, said.length() - LAST_WORDS));
        }

        Request head() {
            return head;
        }

        String id() {
            return Strict.value(head.fields(), "X-Request-Id");
        }

        String reply() {
            return reply;
        }

        boolean isUsual() {
            return usual;
        }

        boolean isEarly() {
            return reply.indexOf(Case.EARLY) >= 0;
        }

        boolean isReset() {
            return reply.indexOf(Case.RESET) >= 0;
        }

        @Nullable
        Request whole() {
            return whole;
        }

        void complete(Request request) {
            whole = request;
        }

        /// By these an upstream knows that nothing more is to come, wherever a body ended and a tunnel began.
        String lastWords() {
            return lastWords;
        }

        /// What came behind the request once its connection was a tunnel; null when it never was.
        @Nullable
        String tunnelled() {
            return tunnelled;
        }

        void tunnelled(String bytes) {
            tunnelled = bytes;
        }
    }

    private final Case script;
    private final List<Received> received = new ArrayList<>();
    private final StringBuilder heard = new StringBuilder();
    private List<Line> logged = List.of();
    private End end = End.HUNG;

    Run(Case script) {
        this.script = script;
    }

    Case script() {
        return script;
    }

    /// The upstream got a head, and asks what to say to it.
    synchronized Received arrived(Request head) {
        var replies = script.replies();
        var usual = received.size() >= replies.size();
        var reply = usual ? usualReply(head) : replies.get(received.size());
        var named = reply.replace(Case.ID, Strict.value(head.fields(), "X-Request-Id"));
        var arrived = new Received(head, endingAtOnce(named, head.method()), usual, Case.octets(script.sent()));
        received.add(arrived);
        return arrived;
    }

    synchronized List<Received> received() {
        return List.copyOf(received);
    }

    void hears(String bytes) {
        heard.append(bytes);
    }

    String heard() {
        return heard.toString();
    }

    void ended(End how) {
        end = how;
    }

    End end() {
        return end;
    }

    void logged(List<Line> lines) {
        logged = lines;
    }

    List<Line> logged() {
        return logged;
    }

    /// No pause before what follows the answer: once the connection serves the next request, such bytes cannot be
    /// told from its answer, by the gateway or by anybody.
    private static String endingAtOnce(String reply, String method) {
        try {
            var answer = Strict.finalAnswer(Case.octets(reply), method, false);
            return answer.status() == 101 ? reply : Case.uncutFrom(reply, answer.end() - 1);
        } catch (Incomplete | Fault e) {
            return reply;
        }
    }

    private static String usualReply(Request head) {
        var body = head.method() + " " + head.target();
        return "HTTP/1.1 200 OK\r\nX-Echo: " + Case.ID + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + (head.method().equals("HEAD") ? "" : body);
    }

    /// Everything that was said, for whoever must find out what went wrong.
    @Override
    public String toString() {
        var text = new StringBuilder(script.toString());
        text.append("the client heard (")
                .append(end)
                .append("):\n")
                .append(heard.toString().replaceAll("(.)\\1{99,}", "$1…"))
                .append('\n');
        for (var each : received()) {
            text.append(each.whole() == null ? "received in part: " : "received: ")
                    .append(each.head().toString().replaceAll("(.)\\1{99,}", "$1…"))
                    .append('\n');
        }
        logged.forEach(line -> text.append("logged: ").append(line.json()).append('\n'));
        return text.toString();
    }
}
