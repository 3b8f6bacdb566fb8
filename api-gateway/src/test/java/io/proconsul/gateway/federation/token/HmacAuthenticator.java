package io.proconsul.gateway.federation.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Authenticates as Vault does, with a key of its own. */
public final class HmacAuthenticator implements TokenAuthenticator {

    private final SecretKeySpec key;

    public HmacAuthenticator(String key) {
        this.key = new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256");
    }

    @Override
    public Optional<String> authenticate(byte[] text) {
        return Optional.of("vault:v1:" + Base64.getEncoder().encodeToString(code(text)));
    }

    @Override
    public Optional<Boolean> verify(byte[] text, String code) {
        return authenticate(text).map(code::equals);
    }

    private byte[] code(byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
