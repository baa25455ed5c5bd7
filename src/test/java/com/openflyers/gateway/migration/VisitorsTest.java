package com.openflyers.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.provision.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VisitorsTest {

    private final Visitors visitors = new Visitors("openflyers_131", List.of("accounting"));

    @Test
    void the_versions_own_role_and_known_applications_are_shown_out() {
        assertThat(visitors.objection(session("openflyers_131", "php", false))).isEmpty();
        assertThat(visitors.objection(session("somebody", "accounting", false))).isEmpty();
    }

    @Test
    void whom_nobody_knows_is_in_the_way() {
        assertThat(visitors.objection(session("somebody", "psql", false)))
                .hasValueSatisfying(why -> assertThat(why).contains("somebody", "psql", "known-applications"));
    }

    @Test
    void of_a_version_without_a_role_nobody_can_be_told_apart() {
        assertThat(new Visitors("", List.of()).objection(session("somebody", "php", false)))
                .isEmpty();
    }

    @Test
    void a_superuser_is_in_the_way_whatever_its_name() {
        assertThat(visitors.objection(session("openflyers_131", "accounting", true)))
                .hasValueSatisfying(why -> assertThat(why).contains("superuser"));
    }

    @Test
    void a_transaction_that_stays_open_is_in_the_way() {
        var minute = Optional.of(Duration.ofMinutes(1));
        var idle = new Session(7, "php", "openflyers_131", Optional.empty(), minute, false, false, false, false);

        assertThat(visitors.objection(idle))
                .hasValueSatisfying(why -> assertThat(why).contains("60 s"));
    }

    private static Session session(String user, String application, boolean superuser) {
        return new Session(7, application, user, Optional.of("idle"), Optional.empty(), false, superuser, false, false);
    }
}
