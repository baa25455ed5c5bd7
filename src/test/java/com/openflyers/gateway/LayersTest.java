package com.openflyers.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Journey;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/// The package table, enforced: which package exists, and which others it may use.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayersTest {

    private static final String ROOT = "com.openflyers.gateway";
    private static final List<String> HOT_PATH = List.of("route", "upstream", "gate", "proxy");

    /// Package, and what it may use besides itself; `templates` are the compiled pages of everybody.
    private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

    static {
        row("config");
        row("observe", "config");
        row("http", "config");
        row("route");
        row("upstream", "route", "observe", "config");
        row("gate", "route", "config");
        row("proxy", "route", "gate", "upstream", "observe", "http", "config");
        row("db", "observe", "config");
        // A letter is written in one of the languages that pages are written in.
        row("mail", "db", "observe", "http", "config");
        row("registry", "route", "db", "observe", "config");
        row("fleet", "registry", "gate", "route", "db", "observe", "config");
        row("provision", "registry", "route", "db", "observe", "config");
        row("account", "provision", "registry", "route", "mail", "db", "observe", "http", "config");
        row("billing", "account", "registry", "route", "mail", "db", "observe", "http", "config");
        row(
                "migration",
                "provision",
                "fleet",
                "registry",
                "upstream",
                "gate",
                "route",
                "account",
                "billing",
                "mail",
                "db",
                "observe",
                "http",
                "config");
        row("admin", allBut("admin", "proxy", "app"));
        row("app", allBut("app"));
    }

    private final JavaClasses product = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void each_package_uses_only_what_its_row_allows() {
        MAY_USE.forEach((name, allowed) -> {
            var others = new TreeSet<>(MAY_USE.keySet());
            others.removeAll(allowed);
            others.remove(name);

            var rule = noClasses()
                    .that(resideInAPackage(ROOT + "." + name))
                    .should()
                    .dependOnClassesThat(residesInOneOf(others))
                    .allowEmptyShould(true);

            rule.check(product);
        });
    }

    @Test
    void every_package_is_a_row_of_the_table_and_lies_one_level_deep() {
        var packages = new TreeSet<String>();
        product.forEach(type -> packages.add(type.getPackageName()));
        packages.removeIf(name -> name.startsWith(ROOT + ".templates"));

        assertThat(packages).allSatisfy(name -> assertThat(MAY_USE).containsKey(name.substring(ROOT.length() + 1)));
    }

    @Test
    void no_package_depends_on_itself_through_others() {
        var rule = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

        rule.check(product);
    }

    @Test
    void the_hot_path_knows_neither_sql_nor_files() {
        for (var name : HOT_PATH) {
            var rule = noClasses()
                    .that(resideInAPackage(ROOT + "." + name))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.vertx.sqlclient..", "java.sql..", "java.nio.file..")
                    .allowEmptyShould(true);

            rule.check(product);
        }
    }

    @Test
    void only_the_proxy_knows_netty() {
        var rule = noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".proxy", ROOT + ".templates..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..");

        rule.check(product);
    }

    @Test
    void only_workflows_their_steps_and_verticles_wait_for_a_future() {
        var rule = classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should(new ArchCondition<JavaClass>("wait only when named …Workflow, …Step, …Verticle") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        var name = type.getName();
                        var mayWait = name.matches(".*(Workflow|Step|Verticle)(\\$.*)?");
                        type.getMethodCallsFromSelf().stream()
                                .filter(call -> call.getTarget().getName().equals("await"))
                                .filter(call -> call.getTargetOwner().getName().equals("io.vertx.core.Future"))
                                .filter(_ -> !mayWait)
                                .forEach(
                                        call -> events.add(SimpleConditionEvent.violated(type, call.getDescription())));
                    }
                });

        rule.check(product);
    }

    @Test
    void what_is_called_a_journey_says_so_to_the_runner() {
        var rule = classes()
                .that()
                .haveSimpleNameEndingWith("JourneyTest")
                .should()
                .beAnnotatedWith(Journey.class)
                .orShould()
                .beAnnotatedWith(Isolated.class);

        rule.check(new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages(ROOT));
    }

    @Test
    void every_package_has_its_sentence() throws Exception {
        var packages = new TreeSet<String>();
        product.forEach(type -> packages.add(type.getPackageName()));
        packages.removeIf(name -> name.startsWith(ROOT + ".templates"));

        for (var name : packages) {
            var source = java.nio.file.Path.of("src/main/java", name.replace('.', '/'), "package-info.java");
            assertThat(source).exists();
            assertThat(Files.readString(source))
                    .as(name)
                    .startsWith("///")
                    .contains("@NullMarked", "@CheckReturnValue");
        }
    }

    private static void row(String name, String... uses) {
        MAY_USE.put(name, Set.of(uses));
    }

    private static String[] allBut(String... names) {
        var all = new TreeSet<>(MAY_USE.keySet());
        Set.of(names).forEach(all::remove);
        return all.toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> residesInOneOf(Set<String> names) {
        return DescribedPredicate.describe(
                "in one of " + names,
                type -> names.stream().anyMatch(name -> type.getPackageName().equals(ROOT + "." + name)));
    }
}
