package com.openflyers.gateway.demo;

/// Ends this process when the Maven that started it is gone.
///
/// A Maven that is stopped stops its child; one that is killed cannot. A shell may go: who starts the demo from one
/// and leaves wants it to stay.
final class ParentWatch {

    private ParentWatch() {}

    /// @param ending run once, if it happens
    static void start(Runnable ending) {
        ProcessHandle.current()
                .parent()
                .filter(parent -> parent.info().command().orElse("").endsWith("java"))
                .ifPresent(parent -> {
                    var _ = parent.onExit().thenRun(ending);
                });
    }
}
