package com.openflyers.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.registry.Contact;
import com.openflyers.gateway.registry.SpaceDatabase;
import com.openflyers.gateway.registry.SpaceNames;
import com.openflyers.gateway.route.Space.Kind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClubFileTest {

    private static final String HEADER =
            "space,club,version,kind,database,clubEmail,contactName,contactEmail,language\n";
    private static final SpaceNames NAMES = SpaceNames.of("localhost", Set.of("client.localhost"));

    @Test
    void a_line_is_a_space_with_its_club_its_database_and_its_contact() {
        var file = parse(HEADER + "ajax,Aéroclub d’Évry,1.3.1,production,ajax_131,club@ajax.fr,Hélène,h@ajax.fr,en\n");

        assertThat(file.faults()).isEmpty();
        var form = file.lines().getFirst().form();
        assertThat(form.name()).isEqualTo("ajax");
        assertThat(form.club()).isEqualTo("Aéroclub d’Évry");
        assertThat(form.kind()).isEqualTo(Kind.PRODUCTION);
        assertThat(form.databases()).containsExactly(new SpaceDatabase("1.3.1", "ajax_131", SpaceDatabase.Role.LIVE));
        assertThat(form.contact()).isEqualTo(new Contact("club@ajax.fr", "Hélène", "h@ajax.fr", Contact.Language.EN));
    }

    @Test
    void a_french_spreadsheet_writes_semicolons_a_mark_at_the_beginning_and_quotes() {
        var file = parse("\uFEFFclub;space;version;kind;database;clubEmail;contactName;contactEmail;language\r\n"
                + "\"Ailes; \"\"les\"\" bleues\";ailes;1.3.1;test;;a@b.fr;\"Jean\";j@b.fr;\r\n\r\n");

        assertThat(file.faults()).isEmpty();
        assertThat(file.lines()).singleElement().satisfies(line -> {
            assertThat(line.number()).isEqualTo(2);
            assertThat(line.form().club()).isEqualTo("Ailes; \"les\" bleues");
            assertThat(line.form().databases()).isEmpty();
            assertThat(line.form().contact().language()).isEqualTo(Contact.Language.FR);
        });
    }

    @Test
    void every_fault_of_every_line_is_named_with_its_line_its_column_and_the_rule() {
        var file = parse(HEADER
                + "Ajax,,1.3.1,demo,1db,nobody,Jean,j@b,de\n"
                + "client,Club,1.3.1,test,,a@b.fr,Jean,j@b.fr,fr\n"
                + "twice,Club,1.3.1,test,same_db,a@b.fr,Jean,j@b.fr,fr\n"
                + "twice,Club,1.3.1,test,same_db,a@b.fr,Jean,j@b.fr,fr\n"
                + "short,Club\n");

        assertThat(file.faults())
                .extracting(fault -> fault.line() + " " + fault.column())
                .containsExactlyInAnyOrder(
                        "2 space",
                        "2 club",
                        "2 kind",
                        "2 database",
                        "2 clubEmail",
                        "2 contactEmail",
                        "2 language",
                        "3 space",
                        "5 space",
                        "5 database",
                        "6 ");
        assertThat(file.faults().getFirst())
                .hasToString("line 2, space: " + NAMES.fault("Ajax").orElseThrow());
    }

    @Test
    void a_column_that_is_missing_or_unknown_is_named_before_any_line_is_read() {
        var file = parse("space,club,version,kind,database,clubEmail,contactName,language,colour\nx\n");

        assertThat(file.lines()).isEmpty();
        assertThat(file.faults())
                .extracting(ClubFile.Fault::column)
                .containsExactlyInAnyOrder("contactEmail", "colour");
        assertThat(parse("").faults()).hasSize(1);
    }

    private static ClubFile parse(String text) {
        return ClubFile.parse(text, NAMES);
    }
}
