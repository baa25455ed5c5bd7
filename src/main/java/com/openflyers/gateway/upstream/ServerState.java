package com.openflyers.gateway.upstream;

import com.openflyers.gateway.route.Upstream;

/// One server as operators see it.
///
/// @param outstanding requests sent to it by this node that have not ended
/// @param ejections   how often it was taken out because of failed requests, since it was added
/// @param fault       what last spoke against it, a few words for a person; empty when nothing does
public record ServerState(Upstream upstream, Condition condition, int outstanding, long ejections, String fault) {}
