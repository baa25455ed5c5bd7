package com.openflyers.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// What an invoice needs of a club is asked for when something is ordered, and is in the record.
class PostalAddressSocketTest {

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    @Test
    void an_order_asks_for_the_postal_address_once_and_the_record_shows_and_changes_it() {
        var browser = AREA.club("postal");
        assertThat(browser.get("/billing").text()).contains("Adresse postale du club");

        var without = browser.post("/billing/set-up", Map.of("wishes", "Tout"));
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.text()).contains("Écrivez l’adresse postale");
        var ordered =
                browser.post("/billing/set-up", Map.of("wishes", "Tout", "address", "1 piste 09\r\n31000 Toulouse"));

        assertThat(ordered.status()).isEqualTo(200);
        assertThat(ordered.text()).contains("Votre commande est notée").doesNotContain("Adresse postale du club");
        assertThat(browser.get("/record").text()).contains("1 piste 09 31000 Toulouse");
        var _ = browser.post("/record/postal", Map.of("address", "2 piste 27\r\n31000 Toulouse"));
        assertThat(AREA.sql("SELECT address FROM billing_address b JOIN space s USING (club) WHERE s.name = 'postal'"))
                .isEqualTo("2 piste 27\n31000 Toulouse");
        assertThat(browser.post("/record/postal", Map.of("address", " ")).status())
                .isEqualTo(422);
    }

    @Test
    void a_text_is_as_long_as_its_browser_counts_it() {
        var browser = AREA.club("lignes");
        var _ = browser.get("/billing");
        var lines = "x\r\n".repeat(999) + "xx";

        var ordered = browser.post("/billing/set-up", Map.of("wishes", lines, "address", "1 piste 09"));

        assertThat(ordered.status()).isEqualTo(200);
        assertThat(AREA.sql("SELECT length(wishes) FROM set_up_package WHERE ordered_by = 'lignes'"))
                .isEqualTo("2000");
    }

    @Test
    void the_longest_text_fits_in_any_script_and_one_beyond_it_is_told_beside_its_field() {
        var browser = AREA.club("alphabets");
        var _ = browser.get("/billing");

        var beyond = browser.post("/billing/set-up", Map.of("wishes", "東".repeat(2001), "address", "航".repeat(500)));
        var far = browser.post("/billing/set-up", Map.of("wishes", "東".repeat(9000), "address", "1 piste 09"));
        var ordered = browser.post(
                "/billing/set-up", Map.of("wishes", "\uD83D\uDEE9東".repeat(666) + "é", "address", "航".repeat(500)));

        assertThat(beyond.status()).isEqualTo(422);
        assertThat(beyond.text()).contains("2 000 caractères").contains("東".repeat(2001));
        assertThat(far.status()).isEqualTo(413);
        assertThat(far.text()).doesNotContain("cookies");
        assertThat(ordered.status()).as(ordered.text()).isEqualTo(200);
        assertThat(AREA.sql("SELECT length(wishes) FROM set_up_package WHERE ordered_by = 'alphabets'"))
                .isEqualTo("1333");
    }

    @Test
    void a_quote_that_is_nobodys_leaves_no_address_behind() {
        var browser = AREA.club("devis-perdu");
        var _ = browser.get("/billing");

        var accepted = browser.post("/billing/set-up/999999/accept", Map.of("cents", "100", "address", "1 piste 09"));

        assertThat(accepted.status()).isEqualTo(404);
        assertThat(AREA.sql("SELECT count(*) FROM billing_address b JOIN space s USING (club)"
                        + " WHERE s.name = 'devis-perdu'"))
                .isEqualTo("0");
    }

    @Test
    void a_language_saved_in_the_record_is_that_of_the_pages() {
        var browser = AREA.club("langues");
        var _ = browser.get("/record?lang=en");
        assertThat(browser.get("/record").text()).contains("Client record");

        var saved = browser.post("/record", Map.of("contactName", "Jeanne", "language", "fr"));

        assertThat(saved.text()).contains("Fiche client");
    }
}
