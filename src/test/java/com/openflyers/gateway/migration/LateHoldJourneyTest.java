package com.openflyers.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.testing.Journey;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What ends a hold when its driver does not, and what keeps two of them apart.
@Journey
class LateHoldJourneyTest {

    private final Halt halt = new Halt();
    private final MigrationWorld world = MigrationWorld.drivenBy(halt, Map.of("GATEWAY_MIGRATION_HOLD_BUDGET", "4s"));

    @AfterEach
    void stop() {
        halt.goOn();
        world.close();
    }

    @Test
    void a_hold_whose_driver_hangs_is_ended_by_another_at_its_deadline() {
        world.club("givre");
        halt.at(State.FENCED, Purpose.CUTOVER);
        var migration = world.request("givre");
        halt.await();

        world.await(migration, State.ROLLED_BACK);

        assertThat(world.version("givre")).isEqualTo("1.3.1");
        assertThat(world.space("givre").closure()).isNull();
        assertThat(world.find(migration).facts().getString(Facts.BECAUSE)).contains("in time");
    }

    @Test
    void the_way_back_has_no_deadline_that_could_keep_a_space_closed() {
        world.club("ronce");
        halt.at(State.RETURNING, Purpose.REHEARSAL);
        var migration = world.request("ronce", false);
        halt.await();

        assertThat(world.find(migration).deadline()).isNull();

        halt.goOn();
        world.await(migration, State.REHEARSED);
    }

    @Test
    void a_space_waits_for_its_turn_while_another_is_held() {
        world.club("bruyere");
        world.club("fougere");
        halt.at(State.FENCED, Purpose.REHEARSAL);
        var first = world.request("bruyere", false);
        halt.await();
        var second = world.request("fougere", false);
        world.await(second, State.ARMED);

        assertThat(world.find(first).state()).isEqualTo(State.FENCED);
        assertThat(world.evidence(second)).extracting(Evidence::next).doesNotContain(State.HOLDING);
        var _ = world.say(first, Event.ABORT);
        halt.goOn();

        world.await(first, State.ROLLED_BACK);
        world.await(second, State.REHEARSED);
    }

    @Test
    void a_step_that_takes_long_holds_up_no_other_migration() {
        world.club("jonc");
        world.club("roseau");
        var begun = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        world.driveNoMore();
        world.drive(new StepObserver() {
            @Override
            public void before(Migration migration) {
                if (migration.space().equals("jonc") && migration.state() == State.COPIED) {
                    begun.countDown();
                    // As JDBC does, and unlike an await.
                    assertThatCode(over::await).doesNotThrowAnyException();
                }
            }
        });
        var slow = world.request("jonc", false);
        assertThatCode(begun::await).doesNotThrowAnyException();

        var other = world.request("roseau", false);
        world.await(other, State.REHEARSED);

        assertThat(world.find(slow).state()).isEqualTo(State.COPIED);
        over.countDown();
        world.await(slow, State.REHEARSED);
    }

    @Test
    void of_two_clicks_one_has_an_effect_and_the_other_an_answer() {
        world.club("mousse");
        var migration = world.request("mousse", false);
        world.await(migration, State.REHEARSED);

        assertThat(world.say(migration, Event.APPROVE)).isInstanceOf(Said.Heard.class);
        assertThat(world.say(migration, Event.APPROVE))
                .isInstanceOfSatisfying(
                        Said.NotNow.class,
                        answer -> assertThat(answer.because().english())
                                .isEqualTo("a migration that is SCHEDULED cannot be told to APPROVE"));
    }
}
