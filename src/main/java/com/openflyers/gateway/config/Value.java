package com.openflyers.gateway.config;

import java.util.List;

/// What one source says for one key.
///
/// @param texts  one for a plain value; any number for a list
/// @param source the file and line, or the environment variable
record Value(Form form, List<String> texts, String source) {

    enum Form {
        /// `key: text`, or an environment variable.
        PLAIN,
        /// `key: [a, b]`.
        LIST,
        /// `key:` with nothing behind it: known, but not set.
        BLANK
    }

    static Value plain(String text, String source) {
        return new Value(Form.PLAIN, List.of(text), source);
    }

    String shown() {
        return String.join(", ", texts);
    }
}
