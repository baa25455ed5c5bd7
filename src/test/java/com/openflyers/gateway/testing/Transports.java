package com.openflyers.gateway.testing;

import com.openflyers.gateway.proxy.IoUringPolls;
import io.vertx.core.transport.Transport;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/// The ways in which this machine lets a process talk to its kernel: each closes its sockets in a manner of its own.
public final class Transports {

    private Transports() {}

    /// io_uring where the kernel allows it, epoll on Linux, and NIO.
    public static Stream<Named<Transport>> all() {
        IoUringPolls.askEachTime();
        return Stream.of(Transport.IO_URING, Transport.EPOLL, Transport.NIO)
                .filter(Objects::nonNull)
                .filter(Transport::available)
                .map(transport -> Named.of(transport.name(), transport));
    }
}
