package io.proconsul.local.deployment;

import java.nio.file.Path;

/** The one folder that a stack lives in: what it keeps between two runs, and what a crash leaves behind. */
public record StateFolder(Path path) {

    public StateFolder {
        path = path.toAbsolutePath().normalize();
    }

    public Path stackFile() {
        return path.resolve("stack.json");
    }

    public Path lock() {
        return path.resolve("stack.lock");
    }

    public Path log(String service) {
        return path.resolve("logs").resolve(service + ".log");
    }

    public Path kafka() {
        return path.resolve("kafka");
    }

    public Path registry() {
        return path.resolve("registry");
    }

    public Path ca() {
        return path.resolve("ca");
    }

    public Path faults() {
        return path.resolve("faults.json");
    }

    /** The stand-in's ledger and blobs. */
    public Path azure() {
        return path.resolve("azure");
    }

    public Path vault() {
        return path.resolve("vault");
    }

    /** What is on the disk of every new virtual machine. */
    public Path machineImage() {
        return path.resolve("vm-image");
    }

    /** The disks of the virtual machines. */
    public Path machines() {
        return path.resolve("vms");
    }

    /** What a service of ours may keep, such as a state store. */
    public Path service(String name) {
        return path.resolve("services").resolve(name);
    }
}
