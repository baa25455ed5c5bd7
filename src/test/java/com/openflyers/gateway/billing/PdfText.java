package com.openflyers.gateway.billing;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/// What somebody who opens a PDF reads.
public final class PdfText {

    interface Reading<T> {
        T read(PDDocument pdf) throws IOException;
    }

    private PdfText() {}

    /// One line, with blanks of one kind.
    public static String of(byte[] file) {
        return read(file, pdf -> {
            var reader = new PDFTextStripper();
            reader.setSortByPosition(true);
            return reader.getText(pdf).replaceAll("[\\s\\u00A0\\u202F]+", " ");
        });
    }

    static <T> T read(byte[] file, Reading<T> reading) {
        try (var pdf = Loader.loadPDF(file)) {
            return reading.read(pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
