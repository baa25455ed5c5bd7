package com.openflyers.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.registry.SpaceNames;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which sub-domains clubs may choose.
class NamesTest {

    private final Names names = new Names(SpaceNames.of("openflyers.fr", Set.of("boutique.openflyers.com")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www",
                "www2",
                "client",
                "mail",
                "doc",
                "doc4",
                "doc-fr",
                "doc3-fr",
                "wiki",
                "demo",
                "demo-club",
                "test",
                "test-club",
                "status",
                "statut",
                "admin",
                "api",
                "support",
                "forum",
                "bts",
                "openflyers",
                "mon-openflyers",
                "openflyers2",
                "mx1",
                "ns1",
                "ns12",
                "autoconfig",
                "autodiscover",
                "wpad",
                "postmaster",
                "boutique"
            })
    void what_is_ours_or_could_be_taken_for_ours_is_reserved(String name) {
        assertThat(names.fault(name).map(Text::french)).contains("Cette adresse est réservée.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docteur-vol",
                "documents",
                "demoiselle",
                "testeurs",
                "club-test",
                "club-demo",
                "wwwinds",
                "nsi",
                "mxclub",
                "forum-volant",
                "admin-ailes",
                "a-b",
                "aero-club-de-la-vallee-du-rhon"
            })
    void what_only_begins_or_ends_like_it_is_free(String name) {
        assertThat(names.fault(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Aeroclub", "http://aeroclub.openflyers.fr/", " aeroclub ", "AEROCLUB.OPENFLYERS.FR"})
    void an_identifier_may_be_typed_as_the_whole_address(String typed) {
        assertThat(Names.identifier(typed)).isEqualTo("aeroclub");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "aéro", "a b", "a\u0000b", "x'; DROP TABLE account"})
    void what_cannot_be_an_identifier_is_nobodys(String typed) {
        assertThat(Names.identifier(typed)).isEmpty();
    }
}
