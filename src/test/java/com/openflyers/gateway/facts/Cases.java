package com.openflyers.gateway.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Makes cases out of sound messages and of well-known ways to confuse two readers of the same bytes. The same seed
/// and number make the same case.
final class Cases {

    static final String CANARY = "GET /canary HTTP/1.1\r\nHost: a.localhost\r\nConnection: close\r\n\r\n";
    private static final int MOST_REQUESTS = 4;
    private static final int MOST_MUTATIONS = 3;

    private final Random random;

    private Cases(long seed) {
        random = new Random(seed);
    }

    static Case of(long seed, int number) {
        return new Cases(seed * 1_000_003 + number).make("seed " + seed + " case " + number);
    }

    private Case make(String name) {
        var requests = IntStream.rangeClosed(1, 1 + random.nextInt(MOST_REQUESTS))
                .mapToObj(i -> pick(Samples.REQUESTS).replace("{n}", Integer.toString(i)))
                .toList();
        var sent = new StringBuilder();
        for (var request : requests) {
            sent.append(chance(50) ? mutate(request, Samples.FIELDS) : request);
        }
        var replies = new ArrayList<String>();
        if (chance(40)) {
            for (var i = random.nextInt(MOST_REQUESTS); i >= 0; i--) {
                replies.add(reply());
            }
        }
        return new Case(name, cut(sent + CANARY), replies);
    }

    private String reply() {
        var sample = pick(Samples.REPLIES);
        var reply = sample;
        if (chance(30)) {
            reply = mutate(sample, Samples.REPLY_FIELDS);
        } else if (chance(10)) {
            reply = cut(sample);
        }
        if (chance(5)) {
            reply = reply + Case.RESET;
        }
        return chance(5) ? Case.EARLY + reply : reply;
    }

    private String mutate(String message, List<String> fields) {
        var mutated = message;
        for (var i = random.nextInt(MOST_MUTATIONS); i >= 0; i--) {
            mutated = mutateOnce(mutated, fields);
        }
        return mutated;
    }

    private String mutateOnce(String text, List<String> fields) {
        var at = random.nextInt(text.length() + 1);
        return switch (random.nextInt(10)) {
            case 0 -> text.substring(0, at) + pick(Samples.OCTETS) + text.substring(at);
            case 1 -> text.substring(0, at) + pick(Samples.OCTETS) + text.substring(Math.min(at + 1, text.length()));
            case 2 -> text.substring(0, at) + text.substring(Math.min(at + 1, text.length()));
            case 3, 4, 5 -> afterALine(text, pick(fields));
            case 6 -> afterALine(text, aLine(text));
            case 7 -> anotherLineEnd(text, at);
            case 8 -> anotherNumber(text);
            default -> chance(20) ? text.substring(0, at) : text.replaceFirst(pick(Samples.NAMES), pick(Samples.NAMES));
        };
    }

    private String afterALine(String text, String line) {
        var ends = new ArrayList<Integer>();
        for (var end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n", end + 2)) {
            ends.add(end + 2);
        }
        // The first ones are those of the head, which matter most.
        var at = ends.isEmpty() ? text.length() : ends.get(random.nextInt(Math.min(ends.size(), 4)));
        return text.substring(0, at) + line + "\r\n" + text.substring(at);
    }

    private String aLine(String text) {
        var lines = text.split("\r\n");
        return lines.length == 0 ? "" : lines[random.nextInt(lines.length)];
    }

    private String anotherLineEnd(String text, int from) {
        var end = text.indexOf("\r\n", from);
        return end < 0 ? text : text.substring(0, end) + pick(Samples.LINE_ENDS) + text.substring(end + 2);
    }

    private String anotherNumber(String text) {
        var number = pick(List.of("0", "1", "4", "05", "6", "+5", "0x5", "5 ", "ffffffffffffffff", "-1", "5,5", ""));
        return text.replaceFirst("(?<=(: |\r\n))[0-9a-f]+(?=\r\n)", number);
    }

    private String cut(String text) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> text;
            case 4 -> text.length() > 2_000 ? text : String.join(String.valueOf(Case.CUT), text.split(""));
            case 5 -> text.replace("\r\n", "\r" + Case.CUT + "\n");
            case 6 -> text.replace("\r\n\r\n", "\r\n\r\n" + Case.CUT);
            default -> cutAnywhere(text, 1 + random.nextInt(3));
        };
    }

    private String cutAnywhere(String text, int times) {
        var cut = text;
        for (var i = 0; i < times; i++) {
            var at = random.nextInt(cut.length() + 1);
            cut = cut.substring(0, at) + Case.CUT + cut.substring(at);
        }
        return cut;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
