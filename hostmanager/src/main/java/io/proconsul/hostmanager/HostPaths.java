package io.proconsul.hostmanager;

import io.proconsul.hostmanager.generation.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where everything is on a host, below its root. */
record HostPaths(Path root) {

    Path hostConfig() {
        return root.resolve("etc/proconsul/host.json");
    }

    Path manifestKey() {
        return root.resolve("etc/proconsul/manifest-key.pem");
    }

    Path consulConfig() {
        return root.resolve("etc/consul.d");
    }

    Path consulData() {
        return root.resolve("opt/consul/data");
    }

    Path consulPrograms() {
        return root.resolve("opt/consul/bin");
    }

    Path logs() {
        return root.resolve("var/log");
    }

    /** Where Consul's configuration has it write to. */
    Path auditLog() {
        return logs().resolve("consul-audit");
    }

    Path state() {
        return root.resolve("var/lib/proconsul");
    }

    /** Creates what an image may not have; our own directories get these modes, {@code /var/log} stays as it is. */
    void create(Disk disk) throws IOException {
        disk.createDirectory(consulConfig(), PosixFilePermissions.fromString("rwxr-x---"));
        disk.createDirectory(consulData(), PosixFilePermissions.fromString("rwx------"));
        disk.createDirectory(consulPrograms(), PosixFilePermissions.fromString("rwxr-xr-x"));
        disk.createDirectory(state(), PosixFilePermissions.fromString("rwxr-x---"));
        if (!Files.isDirectory(logs())) {
            disk.createDirectory(logs(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        disk.createDirectory(auditLog(), PosixFilePermissions.fromString("rwx------"));
    }
}
