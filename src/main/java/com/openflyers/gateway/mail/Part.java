package com.openflyers.gateway.mail;

import java.util.List;

/// One piece of a letter's content, from which both its HTML and its text are made.
public sealed interface Part {

    record Paragraph(String words) implements Part {}

    /// What somebody else has written, shown as such.
    record Quote(String words) implements Part {}

    record Facts(List<Fact> rows) implements Part {

        public Facts {
            rows = List.copyOf(rows);
        }
    }

    record Items(List<String> items) implements Part {

        public Items {
            items = List.copyOf(items);
        }
    }

    record Button(String label, String url) implements Part {}

    record Fact(String name, String value) {}
}
