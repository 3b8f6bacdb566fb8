package io.proconsul.orchestrator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Who an instance is to Kafka. It is kept beside the state, so that a process that was killed is the same member of its
 * groups and the same owner of its transactions when it returns: its partitions wait for it, and what it left open ends
 * at once. A lock sees to it that two processes are never the same one.
 */
final class InstanceId implements AutoCloseable {
    static final String FILE = "instance-id";
    private static final int LONGEST = 100;

    private final FileChannel file;
    private final String id;

    private InstanceId(FileChannel file, String id) {
        this.file = file;
        this.id = id;
    }

    /**
     * The id of that folder, a new one if it has none; empty while another process has it.
     *
     * @throws IOException if the folder cannot be made or written to
     */
    static Optional<InstanceId> of(Path folder) throws IOException {
        Files.createDirectories(folder);
        var file = FileChannel.open(
                folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (isLocked(file)) {
                return Optional.of(new InstanceId(file, idIn(file)));
            }
            file.close();
            return Optional.empty();
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** The lock ends with the file or the process, whichever is first. */
    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    private static String idIn(FileChannel file) throws IOException {
        var bytes = ByteBuffer.allocate(LONGEST);
        file.read(bytes, 0);
        var found = new String(bytes.array(), 0, bytes.position(), UTF_8).strip();
        if (!found.isEmpty()) {
            return found;
        }
        var fresh = UUID.randomUUID().toString();
        file.write(ByteBuffer.wrap(fresh.getBytes(UTF_8)), 0);
        file.force(true);
        return fresh;
    }

    @Override
    public String toString() {
        return id;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
