package io.proconsul.worker.infra.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.worker.infra.storage.BlobContainer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** Publishes manifests: the only blobs of a cluster's configuration that are ever overwritten. */
@ApplicationScoped
public class Manifests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ManifestSigner signer;

    public Manifests(ManifestSigner signer) {
        this.signer = signer;
    }

    /** Publishes the manifest unless it is there already; returns its generation. */
    long publish(BlobContainer container, String path, Manifest manifest) {
        var old = container.find(path);
        var current = old.flatMap(Manifests::read);
        var next = current.map(manifest::after).orElse(manifest);
        if (current.isEmpty() || !current.get().equals(next)) {
            container.replace(path, ConfigFiles.json(signer.sign(next)), old);
        }
        return next.generation();
    }

    /** The manifest that is there, if it is one of ours: what anybody else put there must not be signed again. */
    Optional<Manifest> own(BlobContainer container, String path) {
        return container.find(path).filter(this::isSigned).flatMap(Manifests::read);
    }

    private boolean isSigned(BlobContainer.Blob blob) {
        try {
            var signed = JSON.readValue(blob.content().toBytes(), SignedManifest.class);
            return signer.verifies(Base64.getDecoder().decode(signed.manifest()), signed.signature());
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** An illegible one is as good as none; the host would refuse it, too. */
    private static Optional<Manifest> read(BlobContainer.Blob blob) {
        try {
            var signed = JSON.readValue(blob.content().toBytes(), SignedManifest.class);
            return Optional.of(JSON.readValue(Base64.getDecoder().decode(signed.manifest()), Manifest.class));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
