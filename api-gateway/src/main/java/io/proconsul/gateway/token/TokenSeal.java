package io.proconsul.gateway.token;

import java.util.Optional;

/** Turns the secret of a token into a ciphertext that may travel and be kept, and that the workers can open. */
public interface TokenSeal {

    /** Bound to the cluster. Empty while the keeper of the key does not answer. */
    Optional<String> seal(String clusterId, String secret);
}
