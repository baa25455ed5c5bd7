package com.openflyers.gateway.demo.web;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A page as a tree of elements and texts; texts are escaped, and there is no way to write markup by hand.
///
/// `el("td.busy", el("b", name))` is `<td class="busy"><b>…</b></td>`.
public sealed interface Html {

    /// A part of a page: an element with everything in it.
    static Element el(String tagAndClasses, Html... content) {
        return new Element(tagAndClasses, List.of(content));
    }

    static Element el(String tagAndClasses, String text) {
        return el(tagAndClasses, text(text));
    }

    static Html text(String text) {
        return new Text(text);
    }

    /// Several one after the other; of none, nothing.
    static Html all(List<? extends Html> parts) {
        return new Several(List.copyOf(parts));
    }

    static Html nothing() {
        return new Several(List.of());
    }

    void write(StringBuilder page, CharsetEncoder encoder);

    /// The page's bytes; what the charset lacks becomes a numeric reference.
    default byte[] render(String doctype, Charset charset) {
        var page = new StringBuilder(16 * 1024).append(doctype).append('\n');
        write(page, charset.newEncoder());
        return page.append('\n').toString().getBytes(charset);
    }

    /// An element; attributes are added by [#with].
    final class Element implements Html {

        private static final Set<String> VOID = Set.of("meta", "link", "br", "hr", "input", "img", "col");

        private final String tag;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final List<Html> content;

        private Element(String tagAndClasses, List<Html> content) {
            var parts = tagAndClasses.split("\\.");
            this.tag = parts[0];
            this.content = new ArrayList<>(content);
            if (parts.length > 1) {
                attributes.put("class", String.join(" ", List.of(parts).subList(1, parts.length)));
            }
        }

        @CanIgnoreReturnValue
        public Element with(String attribute, String value) {
            attributes.put(attribute, value);
            return this;
        }

        @CanIgnoreReturnValue
        public Element with(String attribute, long value) {
            return with(attribute, Long.toString(value));
        }

        /// An attribute without a value, such as `selected`, if it holds.
        @CanIgnoreReturnValue
        public Element when(boolean holds, String attribute) {
            return holds ? with(attribute, attribute) : this;
        }

        @Override
        public void write(StringBuilder page, CharsetEncoder encoder) {
            page.append('<').append(tag);
            attributes.forEach((name, value) -> {
                page.append(' ').append(name).append("=\"");
                escape(value, page, encoder);
                page.append('"');
            });
            if (VOID.contains(tag)) {
                page.append(" />");
                return;
            }
            page.append('>');
            content.forEach(part -> part.write(page, encoder));
            page.append("</").append(tag).append('>');
        }
    }

    /// A text, not yet escaped.
    record Text(String text) implements Html {
        @Override
        public void write(StringBuilder page, CharsetEncoder encoder) {
            escape(text, page, encoder);
        }
    }

    /// Parts without an element around them.
    record Several(List<Html> parts) implements Html {
        @Override
        public void write(StringBuilder page, CharsetEncoder encoder) {
            parts.forEach(part -> part.write(page, encoder));
        }
    }

    private static void escape(String text, StringBuilder page, CharsetEncoder encoder) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                default -> {
                    var character = Character.toString(c);
                    page.append(encoder.canEncode(character) ? character : "&#" + c + ";");
                }
            }
        });
    }
}
