package io.proconsul.worker.infra.federation;

import io.proconsul.wire.AdoptSecrets;
import io.proconsul.wire.SecretsCreated;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.secrets.TransitSecrets;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Binds to a secondary what all of a federation have in common: the key of their gossip, and the management token of their
 * one ACL system. The rest of its secrets stays its own.
 */
@ApplicationScoped
public class AdoptSecretsActivity implements Activity<AdoptSecrets> {

    private final TransitSecrets transit;

    public AdoptSecretsActivity(TransitSecrets transit) {
        this.transit = transit;
    }

    @Override
    public Class<AdoptSecrets> command() {
        return AdoptSecrets.class;
    }

    @Override
    public Outcome perform(AdoptSecrets command, Attempt attempt) {
        var primary = command.getPrimary();
        return Outcome.succeeded(SecretsCreated.newBuilder(command.getSecrets())
                .setGossipKeyCiphertext(adopted(command, primary.getGossipKeyCiphertext()))
                .setBootstrapTokenCiphertext(adopted(command, primary.getManagementTokenCiphertext()))
                .build());
    }

    private String adopted(AdoptSecrets command, String ciphertext) {
        var secret = transit.decrypt(command.getPrimary().getPrimary().getClusterId(), ciphertext);
        return transit.encrypt(command.getCluster().getClusterId(), secret);
    }
}
