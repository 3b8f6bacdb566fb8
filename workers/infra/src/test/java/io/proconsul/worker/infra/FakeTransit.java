package io.proconsul.worker.infra;

import io.quarkus.vault.VaultTransitSecretEngine;
import io.quarkus.vault.client.VaultException;
import io.quarkus.vault.transit.ClearData;
import io.quarkus.vault.transit.SigningInput;
import io.quarkus.vault.transit.TransitContext;
import io.quarkus.vault.transit.VaultTransitAsymmetricKeyDetail;
import io.quarkus.vault.transit.VaultTransitKeyDetail;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Vault's transit engine without Vault: signs for real, and "encrypts" so that key and context show. */
public final class FakeTransit extends VaultTransitSecretEngine {

    private final KeyPair keys;

    @SuppressWarnings("NullAway") // the engine behind is never asked
    public FakeTransit() {
        super(null);
        try {
            this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A ciphertext as the certificate worker would have sent it. */
    public static String ciphertext(String clusterId, String text) {
        return cipher("proconsul-secrets", clusterId, text);
    }

    @Override
    public String encrypt(String key, ClearData data, TransitContext context) {
        return cipher(key, new String(context.getContext(), StandardCharsets.UTF_8), data.asString());
    }

    @Override
    public ClearData decrypt(String key, String ciphertext, TransitContext context) {
        var parts = ciphertext.split(":", 5);
        if (!parts[2].equals(key) || !parts[3].equals(new String(context.getContext(), StandardCharsets.UTF_8))) {
            throw new IllegalArgumentException("cannot decrypt: another key or context");
        }
        return new ClearData(new String(Base64.getDecoder().decode(parts[4]), StandardCharsets.UTF_8));
    }

    @Override
    public String sign(String key, SigningInput input, @Nullable TransitContext context) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(input.getValue());
            return "vault:v1:" + Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<VaultTransitKeyDetail<?>> readKey(String key) {
        return Optional.of(new VaultTransitAsymmetricKeyDetail().setLatestVersion(2));
    }

    /** Signed with the key's first version; there is a newer one by now. */
    @Override
    public void verifySignature(String key, String signature, SigningInput input, @Nullable TransitContext context) {
        var first = "vault:v1:";
        if (!signature.startsWith(first)
                || !verifies(input.getValue(), Base64.getDecoder().decode(signature.substring(first.length())))) {
            throw new VaultException("invalid signature");
        }
    }

    public boolean verifies(byte[] data, byte[] signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(keys.getPublic());
            verifier.update(data);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String cipher(String key, String context, String text) {
        return "vault:v1:" + key + ":" + context + ":"
                + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
