package com.openflyers.gateway.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A letter for those who read no HTML: the same parts in the same order. Lines are left long, for readers to
/// wrap.
final class PlainText {

    private PlainText() {}

    static String of(LetterPage page) {
        var blocks = new ArrayList<String>();
        blocks.add(page.heading() + "\n" + page.about());
        page.parts().forEach(part -> blocks.add(block(part)));
        // What mail programs take for the end of the message proper (RFC 3676 §4.3).
        return String.join("\n\n", blocks) + "\n\n-- \nOpenFlyers\n" + page.foot() + "\n";
    }

    private static String block(Part part) {
        return switch (part) {
            case Part.Paragraph(var words) -> words;
            case Part.Quote(var words) -> lines("> ", words.lines().toList());
            case Part.Items(var items) -> lines("- ", items);
            case Part.Facts(var rows) ->
                lines(
                        "",
                        rows.stream()
                                .map(row -> row.name() + ": " + row.value())
                                .toList());
            case Part.Button(var label, var url) -> label + ":\n" + url;
        };
    }

    private static String lines(String mark, List<String> lines) {
        return lines.stream().map(line -> mark + line).collect(Collectors.joining("\n"));
    }
}
