package com.openflyers.gateway.route;

/// The current content of one version, shared by all its spaces so that changing a version is one write.
public final class LiveVersion {

    private volatile Version version;

    LiveVersion(Version version) {
        this.version = version;
    }

    public Version version() {
        return version;
    }

    void renew(Version renewed) {
        version = renewed;
    }
}
