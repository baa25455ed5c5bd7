package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;

import com.openflyers.gateway.migration.Course.Purpose;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/// Holds a driver where a test wants it: before the step of a state, until the test lets it go on.
final class Halt implements StepObserver {

    private record Point(State state, Purpose purpose, Promise<Void> reached, Promise<Void> left) {}

    private volatile @Nullable Point point;

    /// The next driver that comes to the state is held there.
    void at(State state, Purpose purpose) {
        point = new Point(state, purpose, Promise.promise(), Promise.promise());
    }

    /// Until it is there.
    void await() {
        result(point().reached().future().map(true));
    }

    /// Whoever is held goes on, and nobody is held any more.
    void goOn() {
        var held = point;
        point = null;
        if (held != null) {
            held.left().tryComplete();
        }
    }

    @Override
    public void before(Migration migration) {
        var here = point;
        if (here != null && here.state() == migration.state() && here.purpose() == migration.purpose()) {
            here.reached().tryComplete();
            here.left().future().await();
        }
    }

    private Point point() {
        var here = point;
        if (here == null) {
            throw new IllegalStateException("nothing is to be halted");
        }
        return here;
    }
}
