package io.proconsul.hostmanager.azure;

import java.time.Duration;

/** The answer to one read of the container. */
public sealed interface Fetched {

    /**
     * The blob's content.
     *
     * @param clockSkew this host's clock minus the service's, as of the answer
     */
    record Found(Content content, String etag, Duration clockSkew) implements Fetched {}

    /** The blob still has the ETag that was sent. */
    record Unchanged() implements Fetched {}

    /** Not now: missing, forbidden, throttled, unreachable; worth another try later. */
    record Unavailable(String reason) implements Fetched {}

    /** Bytes that may be secret: not copied, not printed, and the reader's to wipe. */
    final class Content {
        private final byte[] bytes;

        public Content(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes;
        }
    }
}
