package com.openflyers.gateway.registry;

/// The legal customer that owns spaces.
public record Club(long id, String name) {}
