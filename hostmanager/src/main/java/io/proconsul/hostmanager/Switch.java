package io.proconsul.hostmanager;

import io.proconsul.hostmanager.consul.ConsulProgram;
import io.proconsul.hostmanager.generation.AppliedFile;
import io.proconsul.hostmanager.generation.Disk;
import io.proconsul.hostmanager.generation.Generation;
import io.proconsul.hostmanager.generation.GenerationStore;
import io.proconsul.hostmanager.generation.ProgramStore;
import io.proconsul.hostmanager.manifest.VerifiedManifest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a fetched generation current, if Consul itself finds nothing wrong with it. */
final class Switch {
    private static final Logger LOG = LoggerFactory.getLogger(Switch.class);

    private final GenerationStore store;
    private final AppliedFile applied;
    private final ConsulProgram consul;
    private final ProgramStore programs;
    private final Disk disk;

    Switch(GenerationStore store, AppliedFile applied, ConsulProgram consul, ProgramStore programs, Disk disk) {
        this.store = store;
        this.applied = applied;
        this.consul = consul;
        this.programs = programs;
        this.disk = disk;
    }

    /** Either the generation, now current, or why it is not. */
    sealed interface Result {
        record Done(Generation generation) implements Result {}

        record Unfit(String complaint) implements Result {}
    }

    Result to(VerifiedManifest manifest, Map<String, byte[]> contents, String address)
            throws IOException, InterruptedException {
        var generation = store.write(manifest, contents);
        Optional<String> complaint = consul.complaint(generation, address, disk);
        if (complaint.isPresent()) {
            store.discard(generation);
            return new Result.Unfit(complaint.get());
        }
        store.commit(generation);
        applied.write(generation, generation.number());
        retire(generation);
        return new Result.Done(generation);
    }

    /**
     * Goes back to an intact generation after damage.
     *
     * @param highest still refuses what is older than the damaged one
     */
    void backTo(Generation intact, long highest) throws IOException {
        applied.write(intact, highest);
        store.commit(intact);
    }

    private void retire(Generation current) {
        try {
            store.retire(current);
            programs.retire(current.manifest().manifest().program());
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("Old generations could not be removed; tried again after the next switch");
        }
    }
}
