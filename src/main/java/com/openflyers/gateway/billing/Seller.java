package com.openflyers.gateway.billing;

import io.vertx.core.json.JsonObject;

/// Who makes an invoice out, as the law wants it said on it.
///
/// @param form    of the company and its capital, such as `SARL au capital de 10 000 €`
/// @param address lines separated by commas
/// @param account where transfers go
public record Seller(
        String name, String form, String address, String siren, String register, String vatNumber, String account) {

    JsonObject json() {
        return new JsonObject()
                .put("name", name)
                .put("form", form)
                .put("address", address)
                .put("siren", siren)
                .put("register", register)
                .put("vatNumber", vatNumber)
                .put("account", account);
    }

    static Seller of(JsonObject json) {
        return new Seller(
                json.getString("name"),
                json.getString("form"),
                json.getString("address"),
                json.getString("siren"),
                json.getString("register"),
                json.getString("vatNumber"),
                json.getString("account"));
    }
}
