package io.proconsul.worker.infra.configuration;

import io.proconsul.worker.Dependencies;
import io.proconsul.worker.Dependency;
import io.quarkus.vault.VaultTransitSecretEngine;
import io.quarkus.vault.client.VaultClientException;
import io.quarkus.vault.client.VaultException;
import io.quarkus.vault.transit.SigningInput;
import io.quarkus.vault.transit.VaultTransitKeyDetail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.stream.IntStream;

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

    /** Whether this was signed here, with whichever version of the key. */
    boolean verifies(byte[] json, String signature) {
        int newest = vault.get(() -> transit.readKey(KEY))
                .map(VaultTransitKeyDetail::getLatestVersion)
                .orElse(0);
        return IntStream.rangeClosed(1, newest)
                .map(back -> newest + 1 - back)
                .anyMatch(version -> verifies("vault:v" + version + ":" + signature, new SigningInput(json)));
    }

    private boolean verifies(String signature, SigningInput input) {
        try {
            vault.get(() -> {
                transit.verifySignature(KEY, signature, input, null);
                return signature;
            });
            return true;
        } catch (VaultClientException e) {
            throw e;
        } catch (VaultException e) { // Vault has said no
            return false;
        }
    }

    SignedManifest sign(Manifest manifest) {
        var json = ConfigFiles.json(manifest);
        var signature = vault.get(() -> transit.sign(KEY, new SigningInput(json), null));
        // vault:v<key version>:<base64>
        return new SignedManifest(
                Base64.getEncoder().encodeToString(json), signature.substring(signature.lastIndexOf(':') + 1));
    }
}
