package io.proconsul.worker.infra.configuration;

/**
 * A manifest as the container has it.
 *
 * @param manifest base64 of the manifest's JSON
 * @param signature base64 of the Ed25519 signature over that JSON's bytes
 */
record SignedManifest(String manifest, String signature) {}
