package io.proconsul.hostmanager.audit;

/**
 * Some lines of a file of the log.
 *
 * @param file which one: a file keeps its first line, and so what follows from it, when it gets another name
 * @param offset of the first byte in the file
 * @param lines whole ones, each with its end
 */
record Chunk(String file, long offset, Lines lines) {

    /** Bytes that are not copied. */
    static final class Lines {
        private final byte[] bytes;

        Lines(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** The blob that holds it: the same for the same lines, and in the order of the file. */
    String blob(String node) {
        return "%s/%s/%015d.json".formatted(node, file, offset);
    }
}
