package io.proconsul.local.azure.vm;

import io.proconsul.local.azure.arm.Address;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Machines as processes: each runs the image's program on a disk of its own. A machine ends with all processes that it started; {@code var/machine.pid} names the
 * first of them for whoever must clean up after a crash.
 */
public final class MachineProcesses implements Machines {
    private static final Logger LOG = System.getLogger(MachineProcesses.class.getName());
    private static final long GRACE_SECONDS = 10;

    private final Disks disks;
    private final Image image;
    private final Function<Machine, MetadataService> metadata;
    private final Map<String, Machine> known = new ConcurrentHashMap<>();
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    /**
     * What is on every new disk and what runs there.
     *
     * @param files copied to the disk; need not exist
     * @param program the command; {@code {root}} in it stands for the machine's disk
     */
    public record Image(Path files, List<String> program) {
        public Image {
            program = List.copyOf(program);
        }
    }

    private record Running(Process process, MetadataService metadata) {}

    public MachineProcesses(Path folder, Image image, Function<Machine, MetadataService> metadata) {
        this.disks = new Disks(folder, image.files());
        this.image = image;
        this.metadata = metadata;
    }

    @Override
    public Optional<String> boot(Machine machine) {
        try {
            var disk = disks.prepare(machine);
            known.put(machine.id().key(), machine);
            var service = metadata.apply(machine);
            running.put(machine.id().key(), new Running(start(disk, service), service));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot boot " + machine.name() + ": " + e.getMessage());
        }
    }

    @Override
    public void powerOn(Address id) {
        var machine = known.get(id.key());
        if (machine != null && !running(id)) {
            powerOff(id);
            boot(machine).ifPresent(failure -> LOG.log(Level.ERROR, failure));
        }
    }

    @Override
    public void powerOff(Address id) {
        var machine = running.remove(id.key());
        if (machine != null) {
            end(machine.process());
            machine.metadata().close();
        }
    }

    @Override
    public void delete(Address id) {
        powerOff(id);
        known.remove(id.key());
        disks.remove(id);
    }

    @Override
    public boolean running(Address id) {
        var machine = running.get(id.key());
        return machine != null && machine.process().isAlive();
    }

    @Override
    public void close() {
        running.values().parallelStream().forEach(machine -> {
            end(machine.process());
            machine.metadata().close();
        });
        running.clear();
    }

    private Process start(Path disk, MetadataService service) throws IOException {
        var root = disk.toAbsolutePath().toString();
        var command = image.program().stream()
                .map(word -> word.replace("{root}", root))
                .toList();
        var builder = new ProcessBuilder(command)
                .directory(disk.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        disk.resolve("var/log/hostmanager.log").toFile()));
        var environment = builder.environment();
        environment.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", service.url());
        environment.put("PATH", root + "/bin:" + environment.getOrDefault("PATH", "/usr/bin:/bin"));
        var process = builder.start();
        Files.writeString(disk.resolve("var/machine.pid"), Long.toString(process.pid()));
        return process;
    }

    /** Asks the whole tree to end, then makes it. */
    private static void end(Process process) {
        var tree = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        tree.forEach(ProcessHandle::destroyForcibly);
    }
}
