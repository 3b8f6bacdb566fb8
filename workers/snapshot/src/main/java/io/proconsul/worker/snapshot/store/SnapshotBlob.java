package io.proconsul.worker.snapshot.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** How a snapshot is called in blob storage, and what is noted on it. */
public final class SnapshotBlob {
    /** The metadata with the name that its owner gave it. */
    public static final String NAME = "name";

    private SnapshotBlob() {}

    public static String of(String snapshotId) {
        return snapshotId + ".snap";
    }

    /** Metadata are HTTP headers and hold ASCII only: the name in base64url. */
    public static String name(String given) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(given.getBytes(UTF_8));
    }
}
