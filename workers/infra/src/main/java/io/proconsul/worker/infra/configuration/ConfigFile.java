package io.proconsul.worker.infra.configuration;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file of a server's configuration; its blob is named by the hash of its content, and never changes. */
final class ConfigFile {

    /** The folder of all content-addressed blobs. */
    static final String BLOBS = "sha256/";

    private final String path;
    private final String mode;
    private final byte[] content;

    ConfigFile(String path, String mode, byte[] content) {
        this.path = path;
        this.mode = mode;
        this.content = content.clone();
    }

    byte[] content() {
        return content.clone();
    }

    String blob() {
        return BLOBS + sha256();
    }

    /** How the manifest lists it. */
    Manifest.Entry entry() {
        return new Manifest.Entry(path, blob(), sha256(), content.length, mode);
    }

    private String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
