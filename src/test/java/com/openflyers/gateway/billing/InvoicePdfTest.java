package com.openflyers.gateway.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.billing.Invoice.Line;
import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvoicePdfTest {

    private static final Line YEAR =
            new Line(new Text("Abonnement, version 2.0", "Subscription, version 2.0"), 123_450);
    private static final String CLUB = "Aéro-club d’Œuilly\n1 piste 09\n31000 Toulouse";

    @Test
    void it_says_what_the_law_wants_said_in_french() {
        var text = PdfText.of(pdf(invoice(CLUB, List.of(YEAR)), Language.FRENCH));

        assertThat(text)
                .contains(
                        "Facture 2026-0042", "OpenFlyers (exemple)", "SARL au capital de 1 000 €", "SIREN 000 000 000")
                .contains("RCS Paris 000 000 000", "TVA intracommunautaire FR00 000000000", "Aéro-club d’Œuilly")
                .contains(
                        "31000 Toulouse",
                        "25 novembre 2026",
                        "25 décembre 2026",
                        "Abonnement, version 2.0",
                        "1 234,50 €")
                .contains("TVA 20 %", "246,90 €", "1 481,40 €", "pénalités au taux de trois fois l’intérêt légal")
                .contains("indemnité forfaitaire de 40 €", "L. 441-10", "1 / 1")
                .doesNotContain("#");
    }

    @ParameterizedTest
    @EnumSource
    void one_invoice_makes_the_same_bytes_every_time(Language language) throws Exception {
        var invoice = invoice(CLUB, List.of(YEAR));

        var first = pdf(invoice, language);
        var second = pdf(invoice, language);

        assertThat(second).isEqualTo(first);
        assertThat(first).hasSizeLessThan(60_000);
        // Of the day that it is of, whatever the day on which it is made.
        assertThat(PdfText.<Instant>read(
                        first,
                        pdf -> pdf.getDocumentInformation().getCreationDate().toInstant()))
                .isEqualTo("2026-11-24T23:00:00Z");
        picture(first, "invoice-" + language.tag());
    }

    @Test
    void a_cancelled_invoice_says_by_what_and_asks_for_nothing() {
        var made = invoice(CLUB, List.of(YEAR));
        var cancelled = with(made, new Invoice.Corrected(List.of("2026-0043"), made.total(), made.total()));
        var corrected = with(made, new Invoice.Corrected(List.of("2026-0043"), 100, 100));

        assertThat(PdfText.of(pdf(cancelled, Language.FRENCH)))
                .contains("Annulée par l’avoir", "2026-0043", "rien à payer")
                .doesNotContain("Par virement");
        assertThat(PdfText.of(pdf(corrected, Language.ENGLISH)))
                .contains("Corrected by credit note", "By transfer")
                .doesNotContain("ancelled");
    }

    @Test
    void a_credit_note_says_what_becomes_of_it_and_nothing_of_paying_late() throws Exception {
        var file = pdf(invoice(CLUB, List.of(new Line(YEAR.what(), -5690))), Language.ENGLISH);

        assertThat(PdfText.of(file))
                .contains("Credit note 2026-0042", "−€56.90", "−€68.28", "deducted from what you still have to pay")
                .doesNotContain("Due date", "legal interest");
        picture(file, "credit-note-en");
    }

    @Test
    void a_name_that_looks_like_a_program_is_a_name() {
        var buyer = "<b>&\"Aéro'club\"]]></title><script>\u0001\nΑθήνα – Прага – 東京 – \uD83D\uDE80";

        var text = PdfText.of(pdf(invoice(buyer, List.of(YEAR)), Language.FRENCH));

        assertThat(text).contains("<b>&\"Aéro'club\"]]></title><script>", "Αθήνα – Прага – ");
    }

    /// As some keyboards send them.
    @Test
    void letters_and_their_marks_are_joined() {
        var text = PdfText.of(pdf(invoice("Ae\u0301roklub L\u0301o\u0301dz\u0301", List.of(YEAR)), Language.FRENCH));

        assertThat(text).contains("A\u00e9roklub", "\u00f3d\u017a");
    }

    @Test
    void what_is_too_long_for_a_page_goes_on_on_the_next() {
        var lines = new ArrayList<>(Collections.nCopies(60, YEAR));
        lines.add(new Line(Text.same("x".repeat(400)), 1));
        var file = pdf(invoice(CLUB, lines), Language.FRENCH);

        assertThat(PdfText.<Integer>read(file, pdf -> pdf.getNumberOfPages())).isGreaterThan(1);
        assertThat(PdfText.of(file)).contains("1 / ", "Total TTC");
    }

    /// For those who have it read to them, and for printers that have no fonts.
    @Test
    void it_is_tagged_has_a_title_and_a_language_and_brings_its_only_font_along() {
        var file = pdf(invoice(CLUB, List.of(YEAR)), Language.FRENCH);

        var fonts = PdfText.<Long>read(file, pdf -> {
            var catalog = pdf.getDocumentCatalog();
            assertThat(catalog.getLanguage()).isEqualTo("fr");
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Facture 2026-0042");
            var resources = pdf.getPage(0).getResources();
            for (var name : resources.getFontNames()) {
                assertThat(resources.getFont(name))
                        .extracting(PDFont::isEmbedded)
                        .isEqualTo(true);
            }
            assertThat(catalog.getAcroForm()).isNull();
            return StreamSupport.stream(resources.getFontNames().spliterator(), false)
                    .count();
        });
        assertThat(fonts).isEqualTo(1);
    }

    private static byte[] pdf(Invoice invoice, Language language) {
        return new InvoicePdf().of(invoice, language);
    }

    private static Invoice invoice(String buyer, List<Line> lines) {
        var net = lines.stream().mapToLong(Line::cents).sum();
        var vat = Money.vat(net, 20);
        var seller =
                BillingSettings.from(Settings.of("", "gateway.yaml", Map.of())).seller();
        var day = LocalDate.of(2026, 11, 25);
        return new Invoice(
                "2026-0042",
                7,
                "test",
                day,
                day.plusDays(30),
                seller,
                buyer,
                net,
                20,
                vat,
                net + vat,
                0,
                null,
                Invoice.Corrected.NOT,
                lines);
    }

    /// Nothing was paid beside the credit notes.
    private static Invoice with(Invoice made, Invoice.Corrected corrected) {
        return new Invoice(
                made.number(),
                made.club(),
                made.cause(),
                made.issuedOn(),
                made.dueOn(),
                made.seller(),
                made.buyer(),
                made.net(),
                made.vatPercent(),
                made.vat(),
                made.total(),
                corrected.settled(),
                null,
                corrected,
                made.lines());
    }

    /// For somebody to look at.
    private static void picture(byte[] file, String name) throws Exception {
        var pages = Files.createDirectories(Path.of("target", "pages"));
        var image = PdfText.read(file, pdf -> new PDFRenderer(pdf).renderImageWithDPI(0, 100));
        assertThat(ImageIO.write(
                        image, "png", pages.resolve("pdf-" + name + ".png").toFile()))
                .isTrue();
    }
}
