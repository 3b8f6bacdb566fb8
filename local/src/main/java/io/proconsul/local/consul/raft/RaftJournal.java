package io.proconsul.local.consul.raft;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.microraft.model.impl.log.DefaultSnapshotEntryOrBuilder;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.RaftGroupMembersView;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.log.SnapshotEntry;
import io.microraft.model.persistence.RaftEndpointPersistentState;
import io.microraft.model.persistence.RaftTermPersistentState;
import io.microraft.persistence.RaftStore;
import io.microraft.persistence.RestoredRaftState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Raft's durable state: a file with one change a line, written anew from memory when the log is cut. What flush has
 * returned for survives a crash; a torn last line is what never was flushed, and is dropped.
 */
public final class RaftJournal implements RaftStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final TreeMap<Long, LogEntry> entries = new TreeMap<>();
    private final TreeMap<Long, TreeMap<Integer, SnapshotChunk>> snapshots = new TreeMap<>();
    private @Nullable RaftEndpointPersistentState endpoint;
    private @Nullable RaftGroupMembersView initial;
    private @Nullable RaftTermPersistentState term;
    private FileChannel out;

    private RaftJournal(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            replay(Files.readString(file));
        }
        this.out = rewrite();
    }

    public static RaftJournal open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new RaftJournal(file);
    }

    /** Empty if no group was ever joined. */
    public synchronized Optional<RestoredRaftState> restored() {
        if (endpoint == null || initial == null || term == null) {
            return Optional.empty();
        }
        long snapshot = snapshot().map(SnapshotEntry::getIndex).orElse(0L);
        var log = new ArrayList<>(entries.tailMap(snapshot, false).values());
        return Optional.of(
                new RestoredRaftState(endpoint, initial, term, snapshot().orElse(null), log));
    }

    @Override
    public synchronized void persistAndFlushLocalEndpoint(RaftEndpointPersistentState state) throws IOException {
        endpoint = state;
        append("endpoint", RaftCodec.encode(state));
        flush();
    }

    @Override
    public synchronized void persistAndFlushInitialGroupMembers(RaftGroupMembersView members) throws IOException {
        initial = members;
        append("initial", RaftCodec.encode(members));
        flush();
    }

    @Override
    public synchronized void persistAndFlushTerm(RaftTermPersistentState state) throws IOException {
        term = state;
        append("term", RaftCodec.encode(state));
        flush();
    }

    @Override
    public synchronized void persistLogEntries(List<LogEntry> added) throws IOException {
        for (var entry : added) {
            entries.put(entry.getIndex(), entry);
            append("entry", RaftCodec.encode(entry));
        }
    }

    @Override
    public synchronized void persistSnapshotChunk(SnapshotChunk chunk) throws IOException {
        put(chunk);
        append("chunk", RaftCodec.encode(chunk));
    }

    @Override
    public synchronized void truncateLogEntriesFrom(long index) throws IOException {
        entries.tailMap(index, true).clear();
        append("from", JSON.createObjectNode().put("index", index));
    }

    @Override
    public synchronized void truncateLogEntriesUntil(long index) throws IOException {
        entries.headMap(index, true).clear();
        renew();
    }

    @Override
    public synchronized void deleteSnapshotChunks(long index, int count) throws IOException {
        snapshots.remove(index);
        renew();
    }

    @Override
    public synchronized void flush() throws IOException {
        out.force(false);
    }

    public synchronized void close() throws IOException {
        out.close();
    }

    private void put(SnapshotChunk chunk) {
        snapshots.computeIfAbsent(chunk.getIndex(), index -> new TreeMap<>()).put(chunk.getSnapshotChunkIndex(), chunk);
    }

    /** The newest snapshot of which every chunk is there. */
    private Optional<SnapshotEntry> snapshot() {
        for (var chunks : snapshots.descendingMap().values()) {
            var first = chunks.firstEntry().getValue();
            if (chunks.size() == first.getSnapshotChunkCount()) {
                return Optional.of(new DefaultSnapshotEntryOrBuilder()
                        .setIndex(first.getIndex())
                        .setTerm(first.getTerm())
                        .setGroupMembersView(first.getGroupMembersView())
                        .setSnapshotChunks(List.copyOf(chunks.values()))
                        .build());
            }
        }
        return Optional.empty();
    }

    private void replay(String text) throws IOException {
        for (var line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            var node = JSON.readTree(line);
            var body = node.path("body");
            switch (node.path("is").asText()) {
                case "endpoint" -> endpoint = RaftCodec.decode(body, RaftEndpointPersistentState.class);
                case "initial" -> initial = RaftCodec.decode(body, RaftGroupMembersView.class);
                case "term" -> term = RaftCodec.decode(body, RaftTermPersistentState.class);
                case "entry" -> {
                    var entry = RaftCodec.decode(body, LogEntry.class);
                    entries.put(entry.getIndex(), entry);
                }
                case "chunk" -> put(RaftCodec.decode(body, SnapshotChunk.class));
                case "from" ->
                    entries.tailMap(body.path("index").asLong(), true).clear();
                default -> throw new IOException(file + " holds a line that is not understood");
            }
        }
    }

    private void append(String what, ObjectNode body) throws IOException {
        write(out, what, body);
    }

    private void renew() throws IOException {
        out.close();
        out = rewrite();
    }

    private FileChannel rewrite() throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        var channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        if (endpoint != null) {
            write(channel, "endpoint", RaftCodec.encode(endpoint));
        }
        if (initial != null) {
            write(channel, "initial", RaftCodec.encode(initial));
        }
        if (term != null) {
            write(channel, "term", RaftCodec.encode(term));
        }
        for (var chunks : snapshots.values()) {
            for (var chunk : chunks.values()) {
                write(channel, "chunk", RaftCodec.encode(chunk));
            }
        }
        for (var entry : entries.values()) {
            write(channel, "entry", RaftCodec.encode(entry));
        }
        channel.force(true);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return channel;
    }

    private static void write(FileChannel channel, String what, ObjectNode body) throws IOException {
        var line = JSON.createObjectNode().put("is", what);
        line.set("body", body);
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
