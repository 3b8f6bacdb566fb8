package io.proconsul.gateway.cluster;

import java.util.Optional;

/** Opens the client configurations that the state holds only as ciphertext. */
public interface ClientConfigurations {

    /** Empty while the keeper of the key does not answer. */
    Optional<String> open(String clusterId, String ciphertext);
}
