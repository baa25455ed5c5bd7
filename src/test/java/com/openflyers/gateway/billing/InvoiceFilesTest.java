package com.openflyers.gateway.billing;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openflyers.gateway.billing.Invoice.Line;
import com.openflyers.gateway.billing.InvoiceFiles.Download;
import com.openflyers.gateway.billing.InvoiceFiles.Maker;
import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.testing.Latches;
import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Files whose maker takes as long as the test wants.
class InvoiceFilesTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Invoice INVOICE = invoice();

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch made = new CountDownLatch(1);

    @AfterEach
    void close() {
        made.countDown();
        result(vertx.close());
    }

    @Test
    void as_many_as_may_wait_are_served_and_the_next_one_is_told_at_once_to_come_again() {
        var files = files(slow(), LONG);

        var waiting = downloads(files, InvoiceFiles.MOST);
        var next = result(files.download(INVOICE, Language.FRENCH));

        assertThat(waiting).noneMatch(Future::isComplete);
        var problem = problem(next);
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.code()).isEqualTo("overloaded");
        assertThat(problem.retryAfter()).isNotNull();
        assertThat(problem.detail().french()).contains("en cours de mise en page");
        made.countDown();
        assertThat(waiting).allSatisfy(each -> assertThat(result(each)).isInstanceOf(Download.Made.class));
        assertThat(downloads(files, InvoiceFiles.MOST))
                .allSatisfy(each -> assertThat(result(each)).isInstanceOf(Download.Made.class));
    }

    @Test
    void whoever_has_waited_long_enough_is_told_and_the_file_keeps_its_place_until_it_is_made() {
        var files = files(slow(), Duration.ofMillis(20));

        var late = downloads(files, InvoiceFiles.MOST);

        assertThat(late).allSatisfy(each -> {
            var problem = problem(result(each));
            assertThat(problem.status()).isEqualTo(503);
            assertThat(problem.retryAfter()).isEqualTo(Duration.ofMinutes(1));
            assertThat(problem.detail().english()).contains("takes too long");
        });
        assertThat(problem(result(files.download(INVOICE, Language.FRENCH))).code())
                .isEqualTo("overloaded");
    }

    @Test
    void a_file_that_cannot_be_made_gives_its_place_back() {
        var files = files(
                (_, _) -> {
                    throw new IllegalStateException("no paper");
                },
                LONG);

        for (var i = 0; i < 2 * InvoiceFiles.MOST; i++) {
            assertThatThrownBy(() -> result(files.download(INVOICE, Language.FRENCH)))
                    .hasStackTraceContaining("no paper");
        }
    }

    private Maker slow() {
        return (_, _) -> {
            try {
                Latches.await(made);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new byte[] {1};
        };
    }

    private InvoiceFiles files(Maker maker, Duration patience) {
        var nobody = new Database(vertx, Postgres.nowhere());
        return new InvoiceFiles(vertx, nobody, new Invoices(settings(), new Payments()), maker, patience);
    }

    private static List<Future<Download>> downloads(InvoiceFiles files, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> files.download(INVOICE, Language.FRENCH))
                .toList();
    }

    private static Problem problem(Download download) {
        assertThat(download).isInstanceOf(Download.NotNow.class);
        return ((Download.NotNow) download).problem();
    }

    private static BillingSettings settings() {
        return BillingSettings.from(Settings.of("", "gateway.yaml", Map.of()));
    }

    private static Invoice invoice() {
        var day = LocalDate.of(2026, 11, 25);
        var line = new Line(new Text("Abonnement", "Subscription"), 1000);
        return new Invoice(
                "2026-0001",
                1,
                "test",
                day,
                day,
                settings().seller(),
                "Club",
                1000,
                20,
                200,
                1200,
                0,
                null,
                Invoice.Corrected.NOT,
                List.of(line));
    }
}
