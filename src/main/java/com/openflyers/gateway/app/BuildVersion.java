package com.openflyers.gateway.app;

import picocli.CommandLine.IVersionProvider;

/// What this build is called, from the manifest of its jar.
final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"OpenFlyers gateway " + number() + " (Java " + Runtime.version() + ")"};
    }

    static String number() {
        var written = BuildVersion.class.getPackage().getImplementationVersion();
        return written == null ? "built from sources" : written;
    }
}
