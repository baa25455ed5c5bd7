package com.openflyers.gateway.billing;

import com.openflyers.gateway.config.Settings;

/// What invoices say besides what they are for.
///
/// @param vatPercent on everything
/// @param payWithin  days
public record BillingSettings(Seller seller, int vatPercent, int payWithin) {

    public static BillingSettings from(Settings settings) {
        return new BillingSettings(
                new Seller(
                        settings.text("billing.seller", "OpenFlyers (exemple)"),
                        settings.text("billing.seller-form", "SARL au capital de 1 000 €"),
                        settings.text("billing.seller-address", "1 rue de l’Exemple, 75000 Paris"),
                        settings.text("billing.siren", "000 000 000"),
                        settings.text("billing.register", "RCS Paris 000 000 000"),
                        settings.text("billing.vat-number", "FR00 000000000"),
                        settings.text("billing.account", "FR00 0000 0000 0000 0000 0000 000")),
                settings.integer("billing.vat-percent", 20, 0, 100),
                settings.integer("billing.pay-within-days", 30, 0, 60));
    }
}
