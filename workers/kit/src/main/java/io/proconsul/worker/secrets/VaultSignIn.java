package io.proconsul.worker.secrets;

import io.proconsul.worker.Dependencies;
import io.proconsul.worker.Dependency;
import io.proconsul.worker.Preparation;
import io.quarkus.vault.client.VaultClient;
import jakarta.inject.Singleton;

/** Signs in to Vault, by asking it who this worker is. */
@Singleton
public class VaultSignIn implements Preparation {

    private final VaultClient client;
    private final Dependency vault;

    public VaultSignIn(VaultClient client, Dependencies dependencies) {
        this.client = client;
        this.vault = dependencies.named("vault");
    }

    @Override
    public String name() {
        return "Vault";
    }

    @Override
    public void prepare() throws Exception {
        vault.call(
                () -> client.auth().token().lookupSelf().toCompletableFuture().get());
    }
}
