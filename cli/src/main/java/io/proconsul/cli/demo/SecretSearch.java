package io.proconsul.cli.demo;

import io.proconsul.local.secrets.Secret;
import io.proconsul.local.secrets.SecretScan;
import io.proconsul.local.secrets.TopicScan;
import io.proconsul.local.stack.LocalStack;
import io.proconsul.local.stack.StackStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The search of a whole stack: every topic, the state folder with all logs, and the command lines. Left out are the
 * places where secrets belong.
 */
final class SecretSearch {
    /** What the report says of the places that are left out. */
    static final String LEFT_OUT =
            "the servers' disks, the encrypted blobs, and the owner-only files of logins and keys";

    private static final Set<Path> LOGINS = Set.of(
            Path.of("secrets.json"),
            Path.of("azure/principals.json"),
            Path.of("azure/blobs"),
            Path.of("vault/init.json"),
            Path.of("vault/approles.json"),
            Path.of("services/azure/arguments"),
            Path.of("ca"),
            Path.of("demo"));

    private SecretSearch() {}

    static SecretScan of(LocalStack stack, StackStatus status, List<Secret> secrets) {
        var scan = new SecretScan(secrets);
        TopicScan.read(String.valueOf(status.endpoints().get("kafka")), scan);
        scan.lookInto(stack.state().path(), SecretSearch::isLeftOut);
        stack.commandLines().forEach((process, line) -> scan.look("command line of process " + process, line));
        return scan;
    }

    private static boolean isLeftOut(Path file) {
        return LOGINS.stream().anyMatch(file::startsWith) || isDisk(file) || isIndex(file);
    }

    /** The logs on a disk are searched. */
    private static boolean isDisk(Path file) {
        return file.startsWith("vms") && !file.toString().contains("/var/log/");
    }

    /** Large, sparse, and made of numbers only. */
    private static boolean isIndex(Path file) {
        var name = file.toString();
        return name.startsWith("kafka") && (name.endsWith("index") || name.endsWith(".snapshot"));
    }
}
