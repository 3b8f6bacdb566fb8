package io.proconsul.local.azure.vm;

import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.fault.FaultScript;
import io.proconsul.local.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Machines without processes of their own: disk, cloud-init, metadata service and identity are the same, but what the
 * host manager does is reduced to its first boot, and the Consul stand-in runs inside of this process.
 */
public final class LightMachines implements Machines {
    private final Disks disks;
    private final Function<Machine, MetadataService> metadata;
    private final Supplier<URI> resourceManager;
    private final Ledger ledger;
    private final FaultScript faults;
    private final Map<String, Machine> known = new ConcurrentHashMap<>();
    private final Map<String, LightHost> running = new ConcurrentHashMap<>();

    /**
     * Machines with disks in a folder.
     *
     * @param image is copied to every new disk; need not exist
     * @param ledger of the calls to all their Consul servers
     * @param faults that these servers play
     */
    public LightMachines(
            Path folder,
            Path image,
            Function<Machine, MetadataService> metadata,
            Supplier<URI> resourceManager,
            Ledger ledger,
            FaultScript faults) {
        this.disks = new Disks(folder, image);
        this.metadata = metadata;
        this.resourceManager = resourceManager;
        this.ledger = ledger;
        this.faults = faults;
    }

    @Override
    public Optional<String> boot(Machine machine) {
        try {
            var disk = disks.prepare(machine);
            known.put(machine.id().key(), machine);
            var service = metadata.apply(machine);
            var host = new LightHost(disk, machine.privateAddress(), service, resourceManager.get(), ledger, faults);
            running.put(machine.id().key(), host);
            host.start();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot boot " + machine.name() + ": " + e.getMessage());
        }
    }

    @Override
    public void powerOn(Address id) {
        var machine = known.get(id.key());
        if (machine != null && !running(id)) {
            boot(machine);
        }
    }

    @Override
    public void powerOff(Address id) {
        var host = running.remove(id.key());
        if (host != null) {
            host.close();
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
        return running.containsKey(id.key());
    }

    @Override
    public void close() {
        running.values().forEach(LightHost::close);
        running.clear();
        try {
            ledger.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
