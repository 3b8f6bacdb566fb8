package io.proconsul.hostmanager.manifest;

/**
 * A manifest whose signature, binding and rules were checked. Only {@link ManifestVerifier} makes one.
 *
 * @param envelope the signed document as it was received, to be stored beside the files
 * @param sha256 of the signed bytes: what the manifest says, whoever signed it when
 */
public record VerifiedManifest(Manifest manifest, String envelope, String sha256) {

    public long generation() {
        return manifest.generation();
    }
}
