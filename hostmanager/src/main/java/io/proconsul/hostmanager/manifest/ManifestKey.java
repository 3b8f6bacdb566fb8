package io.proconsul.hostmanager.manifest;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The public key that the VM image carries. */
public final class ManifestKey {

    private ManifestKey() {}

    /**
     * Reads a SubjectPublicKeyInfo PEM.
     *
     * @throws IllegalArgumentException if it holds anything but one Ed25519 key
     */
    public static PublicKey parse(String pem) {
        var body = pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("expected the PEM of an Ed25519 public key", e);
        }
    }
}
