package com.openflyers.gateway.app;

import com.openflyers.gateway.proxy.IoUringPolls;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How the process talks to the kernel.
///
/// io_uring needs the fewest system calls, but containers often forbid it; epoll is there on every Linux, NIO
/// everywhere.
enum TransportChoice {
    /// The first of the others that this kernel allows.
    AUTO,
    IO_URING,
    EPOLL,
    NIO;

    /// @throws StartFailure when the one that was asked for is not available
    Transport transport() {
        IoUringPolls.askEachTime();
        return candidates().stream()
                .flatMap(Optional::stream)
                .filter(Transport::available)
                .findFirst()
                .orElseThrow(() -> new StartFailure("edge.transport is " + name().toLowerCase(Locale.ROOT)
                        + ", which this machine does not offer; auto takes the best one that it does"));
    }

    private List<Optional<Transport>> candidates() {
        return switch (this) {
            case AUTO ->
                Stream.of(IO_URING, EPOLL, NIO)
                        .flatMap(choice -> choice.candidates().stream())
                        .toList();
            case IO_URING -> List.of(Optional.ofNullable(Transport.IO_URING));
            case EPOLL -> List.of(Optional.ofNullable(Transport.EPOLL));
            case NIO -> List.of(Optional.of(Transport.NIO));
        };
    }
}
