package io.proconsul.worker.snapshot.consul;

import java.io.IOException;

/** A snapshot that would fill the worker's disk. */
public final class SnapshotTooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    SnapshotTooLargeException(long limit) {
        super("the snapshot is larger than proconsul.consul.max-snapshot-bytes, " + limit);
    }
}
