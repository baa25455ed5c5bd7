package com.openflyers.gateway.billing;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.PageTemplates;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// An invoice as a PDF: the words of its page on white paper, tagged for those who have it read to them (PDF/UA), with
/// its font inside.
///
/// One invoice makes the same bytes every time: what changes later, its payments, is not in it. Takes a tenth of a
/// second of one core, the first time more; not for an event loop.
final class InvoicePdf {

    /// In PDFBox's jar, under the SIL Open Font License 1.1: has all letters of Europe.
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /// What XML has no way to say (XML 1.0 §2.2).
    private static final Pattern UNSAYABLE =
            Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    static {
        FontMappers.set(new NoSystemFonts());
        XRLog.listRegisteredLoggers().forEach(name -> XRLog.setLevel(name, Level.WARNING));
    }

    private final PageTemplates templates = new PageTemplates();

    byte[] of(Invoice invoice, Language language) {
        var html = templates.render("invoice/paper", Map.of("invoice", invoice, "language", language));
        var builder = new PdfRendererBuilder()
                .useFastMode()
                .usePdfUaAccessibility(true)
                .useFont(InvoicePdf::font, "Paper")
                .withProducer("OpenFlyers")
                // There is nothing to fetch, and nothing is.
                .useUriResolver((_, _) -> null)
                .withW3cDocument(parsed(sayable(html)), null);
        var file = new ByteArrayOutputStream();
        try (var renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            try (var pdf = renderer.getPdfDocument()) {
                date(pdf, invoice);
                pdf.save(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /// The invoice's own day and number, where there would be this second and chance.
    private static void date(PDDocument pdf, Invoice invoice) {
        var day = GregorianCalendar.from(invoice.issuedOn().atStartOfDay(Subscriptions.PARIS));
        pdf.getDocumentInformation().setCreationDate(day);
        pdf.getDocumentInformation().setModificationDate(day);
        pdf.setDocumentId((long) invoice.number().hashCode());
        // Has no fields, but names fonts that are not inside.
        pdf.getDocumentCatalog().setAcroForm(null);
    }

    /// Letters and their marks in one, where that can be: the font has more of those.
    private static String sayable(String html) {
        return Normalizer.normalize(UNSAYABLE.matcher(html).replaceAll(""), Normalizer.Form.NFC);
    }

    private static Document parsed(String html) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("the template of invoices is no XML", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream font() {
        return Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT);
    }
}
