package com.openflyers.gateway.provision;

import static com.openflyers.gateway.provision.ClusterUnderTest.LONG;

import com.openflyers.gateway.demo.Club;
import com.openflyers.gateway.demo.DemoDatabases;
import com.openflyers.gateway.provision.Conversion.Converted;
import com.openflyers.gateway.provision.Ledger.Side;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;

/// A club's 1.3.1 database, and a copy of it on the way to 2.0, step by step as a migration would.
final class ConvertedClub {

    static final ProvisionSettings SHIPPED =
            new ProvisionSettings(Path.of("conf", "migrations"), Path.of("target", "archives"), LONG, LONG);

    final ClusterUnderTest cluster = ClusterUnderTest.shared();
    final DatabaseName source = ClusterUnderTest.newName("club");
    final DatabaseName copy = source.candidate(1);
    final ConversionWorkflow conversions = new ConversionWorkflow(cluster.settings, SHIPPED);
    private final LedgerWorkflow ledgers = new LedgerWorkflow(cluster.settings, SHIPPED);

    ConvertedClub() {
        this(Club.MERMOZ);
    }

    ConvertedClub(Club club) {
        cluster.clubs.create131(source.text(), club, LocalDate.of(2026, 6, 15));
    }

    /// @param blemishes done to the source
    ConvertedClub with(String blemishes) {
        cluster.execute(source.text(), blemishes);
        return this;
    }

    ConvertedClub copied() {
        var quarantine = new Quarantine(InstantSource.system(), List.of());
        var _ = new CopyWorkflow(cluster.settings, cluster.database(), quarantine)
                .copy(source, copy, "attempt 1", LONG);
        return this;
    }

    ConvertedClub converted() {
        var conversion = conversions.run(copy, scripts(), LONG);
        if (!(conversion instanceof Converted)) {
            throw new AssertionError(conversion.toString());
        }
        conversions.admit(copy, "2.0", DemoDatabases.ROLE_20, source);
        return this;
    }

    Scripts scripts() {
        return conversions.load("1.3.1", "2.0").orElseThrow();
    }

    Ledger before() {
        return ledgers.take(copy, "1.3.1", "2.0", Side.BEFORE, LONG);
    }

    Ledger after() {
        return ledgers.take(copy, "1.3.1", "2.0", Side.AFTER, LONG);
    }

    /// In the copy, as its owner.
    void execute(String sql) {
        cluster.execute(copy.text(), sql);
    }

    String read(String sql) {
        return cluster.read(copy.text(), sql);
    }
}
