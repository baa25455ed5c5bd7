package com.openflyers.gateway.admin;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.account.Accounts;
import com.openflyers.gateway.account.ClientAreaSettings;
import com.openflyers.gateway.admin.ImportWorkflow.Result;
import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.db.Ending;
import com.openflyers.gateway.mail.MailSettings;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportDatabaseTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String HEADER =
            "space,club,version,kind,database,clubEmail,contactName,contactEmail,language\n";

    private static StoredRegistry registry;
    private static ImportWorkflow imports;

    @BeforeAll
    static void start() {
        registry = new StoredRegistry(VERTX, Postgres.database());
        var none = Settings.of("", "gateway.yaml", Map.of());
        var accounts = Accounts.of(
                registry.spaces, StoredRegistry.NAMES, MailSettings.from(none), ClientAreaSettings.from(none));
        imports = new ImportWorkflow(registry.database, registry.spaces, accounts);
    }

    @AfterAll
    static void stop() {
        result(VERTX.close());
    }

    @BeforeEach
    void empty() {
        registry.run("TRUNCATE club, version, audit, change, outbox, account, sign_up, dropped_wish CASCADE");
        var _ = registry.put(StoredRegistry.version("1.3.1", 9));
    }

    @Test
    void two_hundred_clubs_come_at_once_and_again_changes_nothing() {
        var file = HEADER
                + IntStream.range(0, 200).mapToObj(ImportDatabaseTest::line).collect(Collectors.joining());

        var first = run(file, Accounts.Telling.INVITED, Ending.COMMIT);
        var letters = registry.count("SELECT count(*) FROM outbox");
        var second = run(file, Accounts.Telling.NOT_YET, Ending.COMMIT);

        assertThat(first).isEqualTo(new Result.Imported(200, 0));
        assertThat(second).isEqualTo(new Result.Imported(0, 200));
        assertThat(letters).isEqualTo(400);
        assertThat(registry.count("SELECT count(*) FROM outbox")).isEqualTo(letters);
        assertThat(registry.count("SELECT count(*) FROM account WHERE password IS NULL"))
                .isEqualTo(200);
        assertThat(registry.count("SELECT count(*) FROM audit WHERE action = 'space.import'"))
                .isEqualTo(200);
    }

    @Test
    void one_bad_line_and_nothing_is_done_with_every_reason_said() {
        var file = HEADER + line(1) + line(2).replace("1.3.1", "9.9") + line(3) + line(4).replace("1.3.1", "8.8");

        var result = run(file, Accounts.Telling.INVITED, Ending.COMMIT);

        assertThat(((Result.Faulty) result).faults())
                .extracting(ClubFile.Fault::toString)
                .containsExactly(
                        "line 3: version \"9.9\" is not registered", "line 5: version \"8.8\" is not registered");
        assertNothing();
    }

    @Test
    void what_the_registry_has_against_a_file_is_said_with_what_is_wrong_in_it() {
        var _ = registry.put(StoredRegistry.space("theirs", "1.3.1"));
        var file = HEADER
                + line(1).replace("fr\n", "de\n")
                + line(2).replace("1.3.1", "9.9").replace("fr\n", "de\n")
                + line(3).replace("club_3_131", "theirs_1_3_1")
                + line(4).replace("club_4_131", "theirs_1_3_1").replace("club-4", "xn--abc")
                + line(5).replace("club_5_131", "postgres");

        var result = run(file, Accounts.Telling.INVITED, Ending.ROLLBACK);

        assertThat(((Result.Faulty) result).faults())
                .extracting(fault -> fault.line() + " " + fault.column())
                .containsExactly("2 language", "3 language", "3 ", "4 ", "5 space", "5 database", "5 ", "6 ");
        assertThat(((Result.Faulty) result).faults())
                .extracting(ClubFile.Fault::toString)
                .contains(
                        "line 3: version \"9.9\" is not registered",
                        "line 4: the database \"theirs_1_3_1\" is another space's")
                .anyMatch(text -> text.startsWith("line 6: the database \"postgres\" is no space's"));
        assertThat(registry.count("SELECT count(*) FROM space")).isEqualTo(1);
    }

    @Test
    void a_dry_run_meets_the_same_checks_and_leaves_nothing() {
        var sound = run(HEADER + line(1), Accounts.Telling.INVITED, Ending.ROLLBACK);
        var faulty = run(HEADER + line(1).replace("1.3.1", "9.9"), Accounts.Telling.INVITED, Ending.ROLLBACK);

        assertThat(sound).isEqualTo(new Result.Imported(1, 0));
        assertThat(faulty).isInstanceOf(Result.Faulty.class);
        assertNothing();
    }

    @Test
    void a_space_that_is_there_and_differs_is_a_fault_and_stays_as_it_is() {
        var _ = run(HEADER + line(1), Accounts.Telling.NOT_YET, Ending.COMMIT);

        var result = run(HEADER + line(1).replace("Jean", "Paul"), Accounts.Telling.NOT_YET, Ending.COMMIT);

        assertThat(((Result.Faulty) result).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.rule()).contains("differs"));
        assertThat(registry.find("club-1").contact().name()).isEqualTo("Jean");
    }

    @Test
    void a_name_that_somebody_has_signed_up_for_and_confirmed_is_a_fault_of_its_line() {
        registry.run("INSERT INTO sign_up (name, club, club_email, contact_name, contact_email, language, version,"
                + " password, member_password, token, expires_at, confirmed_at) VALUES ('club-2', 'A', 'a@b.fr', 'A',"
                + " 'a@b.fr', 'fr', '1.3.1', '-', '-', 'x', now(), now())");

        var result = run(HEADER + line(1) + line(2), Accounts.Telling.NOT_YET, Ending.COMMIT);
        registry.run("UPDATE sign_up SET confirmed_at = NULL");
        var later = run(HEADER + line(1) + line(2), Accounts.Telling.NOT_YET, Ending.COMMIT);

        assertThat(((Result.Faulty) result).faults())
                .extracting(ClubFile.Fault::toString)
                .containsExactly("line 3: somebody has signed up for the name, and its space is in the making");
        assertThat(later).isEqualTo(new Result.Imported(2, 0));
        assertThat(registry.count("SELECT count(*) FROM sign_up")).isZero();
    }

    @Test
    void a_postal_address_comes_along_if_there_is_a_column_of_it() {
        var header = HEADER.strip() + ",postalAddress\n";
        var line = line(1).strip() + ",\"1 piste 09\n31000 Toulouse\"\n";

        var result = run(header + line, Accounts.Telling.NOT_YET, Ending.COMMIT);

        assertThat(result).isEqualTo(new Result.Imported(1, 0));
        assertThat(registry.count(
                        "SELECT count(*) FROM billing_address WHERE address = E'1 piste 09\\n31000 Toulouse'"))
                .isEqualTo(1);
    }

    @Test
    void the_invitation_can_come_later_for_those_who_have_not_entered() {
        var _ = run(HEADER + line(1) + line(2), Accounts.Telling.NOT_YET, Ending.COMMIT);
        result(registry.database
                .pool()
                .query("UPDATE account SET password = 'chosen' WHERE name = 'club-1'")
                .execute());

        var _ = run(HEADER + line(1) + line(2), Accounts.Telling.INVITED, Ending.COMMIT);

        assertThat(registry.count("SELECT count(*) FROM outbox WHERE cause LIKE 'invitation club-2 %'"))
                .isEqualTo(2);
        assertThat(registry.count("SELECT count(*) FROM outbox")).isEqualTo(2);
    }

    private static void assertNothing() {
        for (var table : new String[] {"space", "account", "outbox", "audit", "club"}) {
            assertThat(registry.count("SELECT count(*) FROM " + table))
                    .as(table)
                    .isZero();
        }
    }

    private static String line(int number) {
        return "club-%d,Club %d,1.3.1,production,club_%d_131,club%d@example.fr,Jean,jean%d@example.fr,fr\n"
                .formatted(number, number, number, number, number);
    }

    private static Result run(String file, Accounts.Telling telling, Ending ending) {
        return imports.run(ClubFile.parse(file, StoredRegistry.NAMES), telling, ending);
    }
}
