package com.openflyers.gateway.provision;

import java.util.List;
import java.util.Map;

/// Notes what a converted database holds when it is born, and says later what has changed since. Blocks.
public final class BirthWorkflow {
    public Fingerprint record(DatabaseName database) {
        throw new UnsupportedOperationException();
    }
    /// By table; empty when nothing but neutral tables changed.
    public Map<String, Changes> changes(DatabaseName database, String version) {
        throw new UnsupportedOperationException();
    }

    public Fingerprint fingerprint(DatabaseName database) {
        throw new UnsupportedOperationException();
    }
    /// Keys as JSON arrays; a table without a key only says that it changed.
    public record Changes(List<String> inserted, List<String> changed, List<String> deleted) {}
}
