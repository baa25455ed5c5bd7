package com.openflyers.gateway.facts;

import com.openflyers.gateway.facts.Run.End;
import com.openflyers.gateway.facts.Run.Received;
import com.openflyers.gateway.facts.Script.Ending;
import com.openflyers.gateway.facts.Strict.Answer;
import com.openflyers.gateway.facts.Strict.Fault;
import com.openflyers.gateway.facts.Strict.Incomplete;
import com.openflyers.gateway.facts.Strict.Request;
import com.openflyers.gateway.testing.LoggedRequests.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compares what the client said and heard, what the upstream received and what the gateway logged.
final class Judge {

    /// Stands in replies behind their end: no client may ever hear it.
    static final String EVIL = "EVIL";

    private final Run run;
    private final String sent;
    private final Script script;
    private final List<String> violations = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private boolean cutShort;

    private Judge(Run run) {
        this.run = run;
        this.sent = Case.octets(run.script().sent());
        this.script = Script.of(sent);
    }

    /// @return a sentence for each fact that does not hold
    static List<String> violations(Run run) {
        var judge = new Judge(run);
        judge.whatArrivedIsWhatWasSentAndLogged();
        judge.whatWasLoggedArrived();
        judge.answersAreThoseOfTheLog();
        judge.eachAnswerIsItsOwn();
        judge.theEndIsTold();
        return judge.violations;
    }

    /// Facts 1 to 3: in order, each at most once, and nothing that a strict reader does not find in what was sent.
    private void whatArrivedIsWhatWasSentAndLogged() {
        var known = new HashSet<String>();
        run.logged().forEach(line -> known.add(line.requestId()));
        var next = 0;
        var previous = "";
        for (var each : run.received()) {
            check(known.contains(each.id()), "what arrived is not in the log: " + each.head());
            var whole = each.whole();
            if (whole == null || each.id().equals(previous)) {
                check(whole == null || isRepeatable(whole), "sent twice: " + whole);
                continue;
            }
            previous = each.id();
            while (next < script.requests().size() && !same(script.requests().get(next), whole)) {
                next++;
            }
            check(next < script.requests().size(), "nobody sent this: " + whole);
            var tunnelled = each.tunnelled();
            // The upstream may think so alone: its 101 can be none for us.
            if (next < script.requests().size() && tunnelled != null && isLogged(each, 101)) {
                checkTunnel(script.requests().get(next), tunnelled);
            }
            next++;
        }
    }

    private void whatWasLoggedArrived() {
        for (var line : run.logged()) {
            check(
                    !line.forwarded() || !line.error().isEmpty() || find(line) != null,
                    "logged and never received: " + line);
        }
    }

    /// Fact 4.
    private void answersAreThoseOfTheLog() {
        var heard = run.heard();
        var at = 0;
        for (var i = 0; at < heard.length() && !cutShort && violations.isEmpty(); ) {
            if (i == run.logged().size()) {
                violations.add("more than the answers to what was logged: " + heard.substring(at));
                return;
            }
            var line = run.logged().get(i);
            try {
                var answer = Strict.answer(heard, at, line.method(), endedInOrder(line));
                at = answer.end();
                if (answer.isInterim()) {
                    continue;
                }
                answers.add(answer);
                check(answer.status() == line.status(), "another status than logged: " + answer);
                i++;
                if (answer.status() == 101) {
                    return;
                }
            } catch (Incomplete e) {
                cutShort = true;
                check(!line.error().isEmpty() || isTakenBack(i), "cut short, and the log does not say so: " + line);
            } catch (Fault e) {
                violations.add("no answer (" + e.getMessage() + "): " + heard.substring(at));
            }
        }
        var most = script.requests().size() + (script.ending() == Ending.LAST ? 0 : 1);
        check(answers.size() <= most, "more answers than requests");
    }

    /// Fact 5: each client is one that follows others on the same pooled connections.
    private void eachAnswerIsItsOwn() {
        for (var i = 0; i < answers.size() && violations.isEmpty(); i++) {
            var answer = answers.get(i);
            var line = run.logged().get(i);
            var received = find(line);
            var echo = Strict.value(answer.fields(), "X-Echo");
            var evil = answer.body().contains(EVIL);
            check(!evil || (received != null && received.reply().contains(EVIL)), "nobody's answer: " + answer);
            var ours = !Strict.value(answer.fields(), "X-Gateway-Error").isEmpty();
            check(
                    !echo.matches("[0-9a-f]{32}") || echo.equals(line.requestId()),
                    "the answer to another request: " + answer);
            if (received != null && !ours) {
                check(!received.isUsual() || !echo.isEmpty(), "not the upstream's answer: " + answer);
                checkReply(received, answer);
            }
        }
    }

    /// What the client takes for a whole answer is one, and the upstream's.
    private void checkReply(Received received, Answer heard) {
        var reply = Case.octets(received.reply());
        try {
            var said = Strict.finalAnswer(reply, received.head().method(), !received.isReset());
            check(said.status() == heard.status() && said.body().equals(heard.body()), "another answer: " + heard);
            if (said.status() == 101 && run.end() == End.CLOSED && !received.isReset()) {
                check(
                        run.heard().endsWith("\r\n\r\n" + reply.substring(said.end())),
                        "the tunnel lost what the upstream said");
            }
        } catch (Incomplete e) {
            violations.add("what the upstream cut short looks complete: " + heard);
        } catch (Fault e) {
            // A head may be mended on its way; a body that is broken may not look whole.
            check(!Objects.requireNonNull(e.getMessage()).startsWith("chunk"), "broken chunks look whole: " + heard);
        }
    }

    /// Whoever asked gets an answer, and learns from the last one that it is the last.
    private void theEndIsTold() {
        check(run.end() != End.HUNG, "nobody ends it");
        var brokenOff =
                cutShort || run.logged().stream().anyMatch(line -> line.error().equals("broken-off"));
        if (script.ending() == Ending.OPEN || run.end() == End.LEFT || brokenOff || !violations.isEmpty()) {
            return;
        }
        check(!answers.isEmpty(), "closed without an answer");
        check(
                answers.isEmpty()
                        || answers.getLast().closes()
                        || answers.getLast().status() == 101,
                "closed without saying so");
    }

    private void checkTunnel(Request handshake, String tunnelled) {
        var rest = sent.substring(handshake.end());
        check(
                run.end() == End.LEFT ? rest.startsWith(tunnelled) : rest.equals(tunnelled),
                "the tunnel lost what the client said: " + tunnelled);
    }

    private boolean endedInOrder(Line line) {
        return run.end() == End.CLOSED
                || (run.end() == End.CLOSED_OR_RESET && line.error().isEmpty());
    }

    /// A reset tells that a later answer ends here, and takes back what the client has not read of those before it.
    private boolean isTakenBack(int answer) {
        return run.logged().stream()
                .skip(answer + 1L)
                .anyMatch(line -> line.error().equals("broken-off"));
    }

    private boolean isLogged(Received received, int status) {
        return run.logged().stream()
                .anyMatch(line -> line.requestId().equals(received.id()) && line.status() == status);
    }

    private @Nullable Received find(Line line) {
        return run.received().stream()
                .filter(each -> each.id().equals(line.requestId()))
                .reduce((_, last) -> last)
                .orElse(null);
    }

    private static boolean same(Request sent, Request received) {
        return sent.method().equals(received.method())
                && sent.originTarget().equals(received.target())
                && sent.body().equals(received.body());
    }

    private static boolean isRepeatable(Request request) {
        return List.of("GET", "HEAD", "OPTIONS").contains(request.method())
                && request.body().isEmpty();
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
