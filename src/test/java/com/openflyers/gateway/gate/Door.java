package com.openflyers.gateway.gate;

import com.openflyers.gateway.gate.Gate.Admission;

/// What the interleaving tests ask of a gate: the real one, or one with a fault in it that they must find.
interface Door {

    Admission enter(int lane);

    Admission enter(int lane, long ticket);

    boolean leave(int lane);

    long takeTicket();

    void dropTicket();

    void hold();

    void open();

    long inFlight();

    int held();

    static Door real(int mostHeld) {
        var gate = new Gate(2, 10, mostHeld, new Tickets(10, () -> 0));
        return new Door() {
            @Override
            public Admission enter(int lane) {
                return gate.enter(lane);
            }

            @Override
            public Admission enter(int lane, long ticket) {
                return gate.enter(lane, ticket);
            }

            @Override
            public boolean leave(int lane) {
                return gate.leave(lane);
            }

            @Override
            public long takeTicket() {
                return gate.takeTicket();
            }

            @Override
            public void dropTicket() {
                gate.dropTicket();
            }

            @Override
            public void hold() {
                gate.hold();
            }

            @Override
            public void open() {
                gate.open();
            }

            @Override
            public long inFlight() {
                return gate.inFlight();
            }

            @Override
            public int held() {
                return gate.held();
            }
        };
    }
}
