package io.proconsul.local.vault;

import io.proconsul.local.fault.FaultScript;
import io.proconsul.local.http.HttpEdge;
import io.proconsul.local.http.Tls;
import io.proconsul.local.ledger.Ledger;
import io.proconsul.local.tls.LocalCa;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the Vault stand-in; prints {@code {"url": ...}} once it answers. */
@Command(name = "vault-standin", mixinStandardHelpOptions = true, description = "Serves Vault's HTTP API.")
public final class VaultStandIn implements Callable<Integer> {
    @Option(names = "--state", required = true, description = "Folder of sealed state, init.json and approles.json.")
    private Path state = Path.of(".");

    @Option(names = "--tls", required = true, description = "PKCS#12 file with the server's key and chain.")
    private Path tls = Path.of(".");

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on (${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--name", defaultValue = "localhost", description = "Host name in the url (${DEFAULT-VALUE}).")
    private String name = "localhost";

    @Option(names = "--port", defaultValue = "0", description = "0: a free one (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--faults", description = "Fault script; <state>/faults.json if not given.")
    private @Nullable Path faults;

    public static void main(String[] args) {
        System.exit(new CommandLine(new VaultStandIn()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(state);
        try (var server = start(Clock.systemUTC())) {
            System.out.println(Json.object()
                    .put("url", "https://" + name + ":" + server.port())
                    .toString());
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private HttpEdge start(Clock clock) throws Exception {
        return HttpEdge.start(
                "vault",
                new InetSocketAddress(InetAddress.getByName(host), port),
                Optional.of(Tls.load(tls, LocalCa.PASSWORD.toCharArray(), Optional.empty())),
                Seed.open(state, clock),
                Ledger.open(state.resolve("ledger.jsonl")),
                FaultScript.watching(faults != null ? faults : state.resolve("faults.json")));
    }
}
