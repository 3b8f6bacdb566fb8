package io.proconsul.local.azure.vm;

import io.proconsul.local.azure.arm.Address;
import java.util.Optional;

/** The virtual machines that run. */
public interface Machines extends AutoCloseable {

    /** No virtual machine ever runs: for a cloud of networks and storage only. */
    static Machines none() {
        return new Machines() {
            @Override
            public Optional<String> boot(Machine machine) {
                return Optional.empty();
            }

            @Override
            public void powerOn(Address id) {}

            @Override
            public void powerOff(Address id) {}

            @Override
            public void delete(Address id) {}

            @Override
            public boolean running(Address id) {
                return true;
            }

            @Override
            public void close() {}
        };
    }

    /** Starts a machine, with its disk as it was left, or a new one; answers why it could not. */
    Optional<String> boot(Machine machine);

    /** Starts a machine again that was booted before; one that runs goes on running. */
    void powerOn(Address id);

    /** Ends a machine's processes; its disk stays. */
    void powerOff(Address id);

    /** Ends a machine's processes and removes its disk. */
    void delete(Address id);

    boolean running(Address id);

    @Override
    void close();
}
