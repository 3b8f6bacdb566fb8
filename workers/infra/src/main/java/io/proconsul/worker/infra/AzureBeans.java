package io.proconsul.worker.infra;

import io.proconsul.azure.AzureAccess;
import io.proconsul.worker.Dependencies;
import io.proconsul.worker.infra.arm.AzureCloud;
import io.proconsul.worker.infra.arm.AzureConfig;
import io.proconsul.worker.infra.arm.Converger;
import io.proconsul.worker.infra.arm.Remover;
import io.proconsul.worker.infra.arm.Resources;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the activities share: one HTTP client, one credential, one set of clients for the whole process (SDK-18). */
@Singleton
public class AzureBeans {

    @Produces
    @Singleton
    AzureAccess access(AzureConfig config) {
        return AzureAccess.of(config.authorityHost(), config.requestTimeout());
    }

    @Produces
    @Singleton
    AzureCloud cloud(AzureConfig config, AzureAccess access) {
        return new AzureCloud(config, access);
    }

    @Produces
    @Singleton
    Resources resources(AzureCloud azure, Dependencies dependencies) {
        return new Resources(azure, dependencies);
    }

    @Produces
    @Singleton
    Converger converger(Resources resources, AzureConfig config) {
        return new Converger(resources, config.pollInterval());
    }

    @Produces
    @Singleton
    Remover remover(Resources resources, AzureConfig config) {
        return new Remover(resources, config.pollInterval());
    }
}
