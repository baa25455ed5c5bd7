package com.openflyers.gateway.migration;

import com.openflyers.gateway.account.ClientArea;
import com.openflyers.gateway.account.ClientPages;
import com.openflyers.gateway.account.ClubExport;
import com.openflyers.gateway.account.PageRoutes;
import com.openflyers.gateway.provision.SettingsWorkflow;
import java.time.InstantSource;
import java.util.List;

/// All that clubs see of migrations in the client area.
public final class ClubMoves implements ClientPages {

    private final List<ClientPages> pages;
    private final ClubExport export;

    public ClubMoves(
            ClientArea area,
            Migrations migrations,
            RemovalWorkflow removals,
            SettingsWorkflow settings,
            MigrationParts parts,
            MigrationSettings limits) {
        var offers = new OfferWorkflow(area.store(), area.records(), migrations, parts, limits);
        var moves = new FollowWorkflow(area.store(), offers, migrations, removals, parts, limits);
        export = new MigrationExport(area.store(), area.records());
        pages = List.of(
                new OfferPages(offers, InstantSource.system()),
                new FollowPages(moves),
                new RemovalPages(moves),
                new SettingsPages(offers, new ContrastWorkflow(settings)));
    }

    /// What is said of them in the file with all data of a club.
    public ClubExport export() {
        return export;
    }

    @Override
    public void mount(PageRoutes routes) {
        pages.forEach(each -> each.mount(routes));
    }
}
