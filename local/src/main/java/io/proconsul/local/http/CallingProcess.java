package io.proconsul.local.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the process at the other end of a connection within this machine, as Linux shows it. */
final class CallingProcess {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private CallingProcess() {}

    /**
     * The process that holds the client's end.
     *
     * @param client as the server sees it
     * @param server where the server was called
     */
    static Optional<ProcessHandle> of(InetSocketAddress client, InetSocketAddress server) {
        return inode(client.getPort(), server.getPort()).flatMap(inode -> ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), "socket:[" + inode + "]"))
                .findFirst());
    }

    private static Optional<String> inode(int clientPort, int serverPort) {
        for (var table : TABLES) {
            try (var lines = Files.lines(table)) {
                var found = lines.skip(1)
                        .map(line -> line.strip().split("\\s+", -1))
                        .filter(fields -> port(fields[LOCAL]) == clientPort && port(fields[REMOTE]) == serverPort)
                        .map(fields -> fields[INODE])
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            } catch (IOException e) {
                // no such table here: the other one may have it
            }
        }
        return Optional.empty();
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }

    private static boolean holds(long pid, String socket) {
        try (var files = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (var file : files) {
                if (Files.isSymbolicLink(file)
                        && Files.readSymbolicLink(file).toString().equals(socket)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return false; // it has ended, or it is another user's
        }
        return false;
    }
}
