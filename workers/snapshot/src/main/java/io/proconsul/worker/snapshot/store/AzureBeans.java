package io.proconsul.worker.snapshot.store;

import io.proconsul.azure.AzureAccess;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** One way to Azure for the whole process. */
@Singleton
class AzureBeans {

    @Produces
    @Singleton
    AzureAccess access(AzureConfig config) {
        return AzureAccess.of(config.authorityHost(), config.requestTimeout());
    }
}
