package com.openflyers.gateway.provision;

import java.util.List;

/// The scripts from one version to another, in their order.
///
/// @param sha256 of all: changes with any name, content or order
public record Scripts(String from, String to, List<Script> scripts, String sha256) {}
