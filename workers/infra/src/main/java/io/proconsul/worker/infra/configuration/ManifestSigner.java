package io.proconsul.worker.infra.configuration;

import io.proconsul.worker.Dependencies;
import io.proconsul.worker.Dependency;
import io.quarkus.vault.VaultTransitSecretEngine;
import io.quarkus.vault.transit.SigningInput;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;

/**
 * Signs manifests with a key that never leaves Vault and whose public half is in the machine image: who can write to a
 * storage account still cannot run code on its servers.
 */
@ApplicationScoped
public class ManifestSigner {

    /** The transit key, of type ed25519. */
    public static final String KEY = "proconsul-manifest";

    private final VaultTransitSecretEngine transit;
    private final Dependency vault;

    public ManifestSigner(VaultTransitSecretEngine transit, Dependencies dependencies) {
        this.transit = transit;
        this.vault = dependencies.named("vault");
    }

    SignedManifest sign(Manifest manifest) {
        var json = ConfigFiles.json(manifest);
        var signature = vault.get(() -> transit.sign(KEY, new SigningInput(json), null));
        // vault:v<key version>:<base64>
        return new SignedManifest(
                Base64.getEncoder().encodeToString(json), signature.substring(signature.lastIndexOf(':') + 1));
    }
}
