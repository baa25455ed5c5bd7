package com.openflyers.gateway.facts;

import com.openflyers.gateway.facts.Strict.Fault;
import com.openflyers.gateway.facts.Strict.Incomplete;
import com.openflyers.gateway.facts.Strict.Request;
import java.util.ArrayList;
import java.util.List;

/// What a client's octets mean to a strict reader: its requests, and how they end.
record Script(List<Request> requests, Ending ending) {

    enum Ending {
        /// The last request is the last of the connection by its own word.
        LAST,
        /// Another request was begun, or could be.
        OPEN,
        /// What follows can be no request.
        FAULT
    }

    static Script of(String sent) {
        var requests = new ArrayList<Request>();
        var at = 0;
        try {
            while (true) {
                var request = Strict.request(sent, at);
                requests.add(request);
                at = request.end();
                if (request.last()) {
                    return new Script(requests, Ending.LAST);
                }
            }
        } catch (Incomplete e) {
            return new Script(requests, Ending.OPEN);
        } catch (Fault e) {
            return new Script(requests, Ending.FAULT);
        }
    }

    /// Whether the client has had all answers that it can hope for and must leave by itself.
    boolean isAnswered(String heard) {
        return ending == Ending.OPEN && answers(heard) >= requests.size();
    }

    private int answers(String heard) {
        var answers = 0;
        var at = 0;
        try {
            while (answers < requests.size()) {
                var answer = Strict.answer(heard, at, requests.get(answers).method(), false);
                at = answer.end();
                answers += answer.isInterim() ? 0 : 1;
            }
        } catch (Incomplete | Fault e) {
            return answers;
        }
        return answers;
    }
}
