package io.proconsul.worker.snapshot.store;

/** What was received is not a snapshot that could be restored. Another try may bring a sound one. */
public final class UnsoundSnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnsoundSnapshotException(String what) {
        super("the snapshot " + what);
    }
}
