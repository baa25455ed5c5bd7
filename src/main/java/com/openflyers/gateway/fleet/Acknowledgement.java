package com.openflyers.gateway.fleet;

/// What one node says of a space that is reserved for somebody.
///
/// @param revision of the space, as the node's gate follows it
/// @param closed   whether the gate lets nobody in; an `inFlight` of zero then stays zero
/// @param held     requests that wait at the gate
/// @param admitted requests let in since the node's start
public record Acknowledgement(String space, long revision, boolean closed, long inFlight, long held, long admitted) {

    boolean isDraining() {
        return closed && inFlight > 0;
    }
}
