package com.openflyers.gateway.provision;

/// One thing that a club has set up, as its version tells it.
///
/// @param code the same for the same thing in every version
public record Setting(String code, String french, String english, String value) {}
