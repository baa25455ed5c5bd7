package com.openflyers.gateway.admin;

import java.util.ArrayList;
import java.util.List;

/// Reads RFC 4180, with commas or, as French spreadsheets write it, semicolons.
final class CsvText {

    /// @param line on which it begins, from 1 on
    record Row(int line, List<String> cells) {

        Row {
            cells = List.copyOf(cells);
        }

        boolean isBlank() {
            return cells.size() == 1 && cells.getFirst().isBlank();
        }
    }

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    private CsvText(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /// Blank lines are left out.
    static List<Row> read(String content) {
        var text = content.startsWith("\uFEFF") ? content.substring(1) : content;
        var header = text.lines().findFirst().orElse("");
        var separator = header.indexOf(';') >= 0 ? ';' : ',';
        return new CsvText(text, separator).rows();
    }

    private List<Row> rows() {
        var rows = new ArrayList<Row>();
        while (at < text.length()) {
            var row = row();
            if (!row.isBlank()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Row row() {
        var begun = line;
        var cells = new ArrayList<String>();
        while (true) {
            cells.add(cell().strip());
            if (at >= text.length()) {
                return new Row(begun, cells);
            }
            var ended = text.charAt(at++);
            if (ended != separator) {
                line++;
                return new Row(begun, cells);
            }
        }
    }

    /// Up to the separator or the end of the line, which stay.
    private String cell() {
        var cell = new StringBuilder();
        var quoted = false;
        for (; at < text.length(); at++) {
            var next = text.charAt(at);
            if (next == '"') {
                if (quoted && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    cell.append(next);
                    at++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (next == separator || next == '\n')) {
                break;
            } else {
                if (next == '\n') {
                    line++;
                }
                cell.append(next);
            }
        }
        return cell.toString();
    }
}
