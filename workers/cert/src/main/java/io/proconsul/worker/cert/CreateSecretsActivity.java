package io.proconsul.worker.cert;

import io.proconsul.wire.CreateSecrets;
import io.proconsul.wire.SecretsCreated;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.secrets.Secret;
import io.proconsul.worker.secrets.TransitSecrets;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/**
 * Makes the gossip key and the secret ids of the ACL tokens, before there is a Consul to ask for them. Nothing is kept:
 * a repeated attempt makes new ones, and the saga goes on with those of the one result it accepts.
 */
@Singleton
class CreateSecretsActivity implements Activity<CreateSecrets> {

    /** Consul's gossip encryption is AES-256. */
    private static final int GOSSIP_KEY_BYTES = 32;

    private final TransitSecrets transit;
    private final SecureRandom random = new SecureRandom();

    CreateSecretsActivity(TransitSecrets transit) {
        this.transit = transit;
    }

    @Override
    public Class<CreateSecrets> command() {
        return CreateSecrets.class;
    }

    @Override
    public Outcome perform(CreateSecrets command, Attempt attempt) {
        var clusterId = command.getCluster().getClusterId();
        return Outcome.succeeded(SecretsCreated.newBuilder()
                .setGossipKeyCiphertext(transit.encrypt(clusterId, gossipKey()))
                .setBootstrapTokenCiphertext(transit.encrypt(clusterId, token()))
                .setAgentTokenCiphertext(transit.encrypt(clusterId, token()))
                .setDnsTokenCiphertext(transit.encrypt(clusterId, token()))
                .setReplicationTokenCiphertext(command.getReplication() ? transit.encrypt(clusterId, token()) : "")
                .build());
    }

    private Secret gossipKey() {
        var key = new byte[GOSSIP_KEY_BYTES];
        random.nextBytes(key);
        return Secret.of(Base64.getEncoder().encodeToString(key));
    }

    private static Secret token() {
        return Secret.of(UUID.randomUUID().toString());
    }
}
