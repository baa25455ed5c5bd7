package com.openflyers.gateway.migration;

import com.openflyers.gateway.provision.SettingsWorkflow;
import com.openflyers.gateway.registry.RegisteredSpace;
import java.util.concurrent.TimeUnit;

/// Waits for what [SettingsWorkflow] reads.
final class ContrastWorkflow {

    private static final long ANSWER_SECONDS = 30;

    private final SettingsWorkflow settings;

    ContrastWorkflow(SettingsWorkflow settings) {
        this.settings = settings;
    }

    SettingsWorkflow.Outcome compare(RegisteredSpace left, RegisteredSpace right) {
        return settings.compare(left, right)
                .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .await();
    }
}
