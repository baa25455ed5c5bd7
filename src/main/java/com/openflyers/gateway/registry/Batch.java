package com.openflyers.gateway.registry;

import com.openflyers.gateway.route.Space;
import com.openflyers.gateway.route.Version;
import java.util.List;

/// Changes to the table that belong together: after them it holds everything up to `revision`.
///
/// @param closed          names of spaces
/// @param removedVersions names of versions
record Batch(
        long revision, List<Version> versions, List<Space> spaces, List<String> closed, List<String> removedVersions) {

    int size() {
        return versions.size() + spaces.size() + closed.size() + removedVersions.size();
    }
}
