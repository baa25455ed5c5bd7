package com.openflyers.gateway.app;

import com.openflyers.gateway.account.ClientAreaSettings;
import com.openflyers.gateway.admin.OperationsSettings;
import com.openflyers.gateway.billing.BillingSettings;
import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.fleet.FleetSettings;
import com.openflyers.gateway.mail.MailSettings;
import com.openflyers.gateway.migration.MigrationSettings;
import com.openflyers.gateway.observe.AccessLogSettings;
import com.openflyers.gateway.provision.ProvisionSettings;
import com.openflyers.gateway.proxy.EdgeSettings;
import com.openflyers.gateway.registry.RegistrySettings;
import com.openflyers.gateway.registry.SpaceNames;
import com.openflyers.gateway.upstream.UpstreamSettings;
import java.util.HashSet;
import java.util.Set;

/// The settings of all parts. What is not read here is an unknown key.
public record GatewaySettings(
        EdgeSettings edge,
        TransportChoice transport,
        UpstreamSettings upstream,
        SpaceNames names,
        DatabaseSettings database,
        RegistrySettings registry,
        FleetSettings fleet,
        ProvisionSettings provision,
        MigrationSettings migration,
        MailSettings mail,
        ClientAreaSettings clientArea,
        BillingSettings billing,
        OperationsSettings operations,
        AccessLogSettings accessLog,
        LogSettings log,
        ShutdownSettings shutdown) {

    public static GatewaySettings from(Settings settings) {
        var edge = EdgeSettings.from(settings);
        var clientArea = ClientAreaSettings.from(settings);
        return new GatewaySettings(
                edge,
                settings.choice("edge.transport", TransportChoice.AUTO),
                UpstreamSettings.from(settings),
                SpaceNames.from(settings, ours(edge, clientArea)),
                DatabaseSettings.from(settings),
                RegistrySettings.from(settings),
                FleetSettings.from(settings, edge.port()),
                ProvisionSettings.from(settings),
                MigrationSettings.from(settings),
                MailSettings.from(settings),
                clientArea,
                BillingSettings.from(settings),
                OperationsSettings.from(settings),
                AccessLogSettings.from(settings),
                LogSettings.from(settings),
                ShutdownSettings.from(settings));
    }

    /// Hosts that are no club's.
    private static Set<String> ours(EdgeSettings edge, ClientAreaSettings clientArea) {
        var hosts = new HashSet<>(clientArea.hosts());
        hosts.addAll(edge.fixedHosts().keySet());
        return hosts;
    }
}
