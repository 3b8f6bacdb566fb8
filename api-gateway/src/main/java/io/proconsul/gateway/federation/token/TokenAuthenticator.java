package io.proconsul.gateway.federation.token;

import java.util.Optional;

/** Computes and checks message authentication codes (HMAC-SHA256) with a key that this service never sees. */
public interface TokenAuthenticator {

    /** The code in Vault's form, {@code vault:v1:...}; empty while the keeper of the key does not answer. */
    Optional<String> authenticate(byte[] text);

    /** Whether the code is one of this text; empty while the keeper of the key does not answer. */
    Optional<Boolean> verify(byte[] text, String code);
}
