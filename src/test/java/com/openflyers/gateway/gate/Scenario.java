package com.openflyers.gateway.gate;

import com.openflyers.gateway.gate.Gate.Admission;

/// What two threads do at one gate, and what must hold afterwards in whatever order they took their steps.
///
/// No lambdas and no AssertJ here: Lincheck looks into the fields of what threads share, which lambdas hide from it,
/// and steps through everything that is called.
enum Scenario {
    /// One comes and goes, one closes and looks whether anybody is there.
    A_DRAINED_GATE_STAYS_EMPTY {
        private static final class Late {
            volatile boolean drained;
            volatile boolean ran;
        }

        @Override
        void play(Doors doors) {
            var door = doors.make(2);
            var late = new Late();
            var member = new Thread() {
                @Override
                public void run() {
                    if (door.enter(0) == Admission.ADMITTED) {
                        late.ran = late.drained;
                        var _ = door.leave(0);
                    }
                }
            };
            var migration = new Thread() {
                @Override
                public void run() {
                    door.hold();
                    late.drained = door.inFlight() == 0;
                }
            };
            run(member, migration);
            require(!late.ran, "a request ran at a gate that was closed and drained");
            require(door.inFlight() == 0, "a place in flight was lost");
        }
    },

    /// The last one who waits gives up while the gate is closed again.
    THE_END_OF_A_RELEASE_OPENS_NOTHING {
        @Override
        void play(Doors doors) {
            var door = doors.make(2);
            door.hold();
            require(door.takeTicket() != Gate.NONE, "there was a place");
            door.open();
            run(new GivingUp(door), new Closing(door));
            require(door.enter(0) == Admission.HELD, "a closed gate admitted somebody");
            require(door.enter(1) == Admission.HELD, "a closed gate admitted somebody");
        }
    },

    /// The last one who waits gives up while the gate is opened.
    NEWCOMERS_DO_NOT_WAIT_FOR_NOBODY {
        @Override
        void play(Doors doors) {
            var door = doors.make(2);
            door.hold();
            require(door.takeTicket() != Gate.NONE, "there was a place");
            run(new GivingUp(door), new Opening(door));
            require(door.enter(0) == Admission.ADMITTED, "a newcomer waits for nobody");
            require(door.enter(1) == Admission.ADMITTED, "a newcomer waits for nobody");
        }
    },

    /// The last two who wait give up at once.
    THE_LAST_OF_TWO_ENDS_THE_RELEASE {
        @Override
        void play(Doors doors) {
            var door = doors.make(2);
            door.hold();
            require(door.takeTicket() != Gate.NONE, "there was a place");
            require(door.takeTicket() != Gate.NONE, "there was another");
            door.open();
            run(new GivingUp(door), new GivingUp(door));
            require(door.enter(0) == Admission.ADMITTED, "a newcomer waits for nobody");
            require(door.enter(1) == Admission.ADMITTED, "a newcomer waits for nobody");
        }
    },

    /// One who waits asks while the gate is opened, and once more as its queue does ten times a second.
    NOBODY_IS_LEFT_WAITING {
        @Override
        void play(Doors doors) {
            var door = doors.make(2);
            door.hold();
            var ticket = door.takeTicket();
            var member = new Thread() {
                @Override
                public void run() {
                    if (door.enter(0, ticket) == Admission.ADMITTED) {
                        var _ = door.leave(0);
                    }
                }
            };
            run(member, new Opening(door));
            if (door.held() > 0) {
                require(door.enter(0) == Admission.HELD, "a newcomer overtook one who waits");
                require(door.enter(0, ticket) == Admission.ADMITTED, "one whose turn it is was not let in");
                var _ = door.leave(0);
            }
            require(door.held() == 0, "a place to wait was lost");
            require(door.enter(1) == Admission.ADMITTED, "a newcomer waits for nobody");
        }
    },

    /// Two ask for the only place to wait.
    A_PLACE_IS_GIVEN_ONCE {
        @Override
        void play(Doors doors) {
            var door = doors.make(1);
            var one = new Taking(door);
            var other = new Taking(door);
            run(one, other);
            require((one.ticket == Gate.NONE) != (other.ticket == Gate.NONE), "one place was given to two, or to none");
        }
    },

    /// Two draw a number each.
    A_NUMBER_IS_GIVEN_ONCE {
        @Override
        void play(Doors doors) {
            var door = doors.make(2);
            var one = new Taking(door);
            var other = new Taking(door);
            run(one, other);
            require(one.ticket != other.ticket, "one number was given to two");
        }
    };

    /// Makes the gates that are played with.
    interface Doors {
        Door make(int mostHeld);
    }

    abstract void play(Doors doors);

    private static final class GivingUp extends Thread {

        private final Door door;

        GivingUp(Door door) {
            this.door = door;
        }

        @Override
        public void run() {
            door.dropTicket();
        }
    }

    private static final class Opening extends Thread {

        private final Door door;

        Opening(Door door) {
            this.door = door;
        }

        @Override
        public void run() {
            door.open();
        }
    }

    private static final class Closing extends Thread {

        private final Door door;

        Closing(Door door) {
            this.door = door;
        }

        @Override
        public void run() {
            door.hold();
        }
    }

    private static final class Taking extends Thread {

        private final Door door;
        volatile long ticket;

        Taking(Door door) {
            this.door = door;
        }

        @Override
        public void run() {
            ticket = door.takeTicket();
        }
    }

    private static void run(Thread one, Thread other) {
        one.start();
        other.start();
        try {
            one.join();
            other.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void require(boolean fact, String otherwise) {
        if (!fact) {
            throw new AssertionError(otherwise);
        }
    }
}
