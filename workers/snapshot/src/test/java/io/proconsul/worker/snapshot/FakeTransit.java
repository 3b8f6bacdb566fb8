package io.proconsul.worker.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.vault.VaultTransitSecretEngine;
import io.quarkus.vault.transit.ClearData;
import io.quarkus.vault.transit.TransitContext;
import io.quarkus.vault.transit.VaultTransitDataKey;
import io.quarkus.vault.transit.VaultTransitDataKeyRequestDetail;
import io.quarkus.vault.transit.VaultTransitDataKeyType;
import java.security.SecureRandom;
import java.util.Base64;

/** Vault's transit engine without Vault: "encrypts" so that key and context show. */
public final class FakeTransit extends VaultTransitSecretEngine {

    @SuppressWarnings("NullAway") // the engine behind is never asked
    public FakeTransit() {
        super(null);
    }

    /** A ciphertext as the certificate worker would have sent it. */
    public static String ciphertext(String clusterId, String text) {
        return ciphertext(clusterId, text.getBytes(UTF_8));
    }

    private static String ciphertext(String clusterId, byte[] clear) {
        return "vault:v1:proconsul-secrets:" + clusterId + ":"
                + Base64.getEncoder().encodeToString(clear);
    }

    @Override
    public VaultTransitDataKey generateDataKey(
            VaultTransitDataKeyType type, String key, VaultTransitDataKeyRequestDetail detail) {
        var bytes = new byte[detail.getBits() / Byte.SIZE];
        new SecureRandom().nextBytes(bytes);
        var context = new String(Base64.getDecoder().decode(detail.getContext()), UTF_8);
        return new VaultTransitDataKey()
                .setPlaintext(Base64.getEncoder().encodeToString(bytes))
                .setCiphertext(ciphertext(context, bytes));
    }

    @Override
    public ClearData decrypt(String key, String ciphertext, TransitContext context) {
        var parts = ciphertext.split(":", 5);
        if (!parts[2].equals(key) || !parts[3].equals(new String(context.getContext(), UTF_8))) {
            throw new IllegalArgumentException("cannot decrypt: another key or context");
        }
        return new ClearData(Base64.getDecoder().decode(parts[4]));
    }
}
