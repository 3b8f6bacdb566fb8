package io.proconsul.hostmanager;

import io.proconsul.hostmanager.audit.AuditShipper;
import io.proconsul.hostmanager.azure.BlobContainer;
import io.proconsul.hostmanager.azure.BlobLogContainer;
import io.proconsul.hostmanager.azure.PrivateAddress;
import io.proconsul.hostmanager.consul.ConsulProcess;
import io.proconsul.hostmanager.consul.ConsulProgram;
import io.proconsul.hostmanager.consul.Supervisor;
import io.proconsul.hostmanager.consul.Wanted;
import io.proconsul.hostmanager.generation.Applied;
import io.proconsul.hostmanager.generation.AppliedFile;
import io.proconsul.hostmanager.generation.GenerationReader;
import io.proconsul.hostmanager.generation.GenerationStore;
import io.proconsul.hostmanager.generation.Inventory;
import io.proconsul.hostmanager.generation.PosixDisk;
import io.proconsul.hostmanager.generation.ProgramStore;
import io.proconsul.hostmanager.health.HealthServer;
import io.proconsul.hostmanager.health.StatusBoard;
import io.proconsul.hostmanager.manifest.Binding;
import io.proconsul.hostmanager.manifest.ManifestKey;
import io.proconsul.hostmanager.manifest.ManifestVerifier;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program: reads what the image and cloud-init left, puts the parts together and runs until it is told to end. */
@Command(
        name = "hostmanager",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Keeps a Consul server running on the configuration that its control plane signed.")
public final class HostManager implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(HostManager.class);
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(5);

    @Option(names = "--root", defaultValue = "/", description = "Directory that stands for / in every path.")
    private Path root = Path.of("/");

    @Option(names = "--poll-interval", defaultValue = "PT30S", description = "How often to ask for a new manifest.")
    private Duration pollInterval = Duration.ofSeconds(30);

    @Option(names = "--audit-interval", defaultValue = "PT10S", description = "How often to copy the audit log.")
    private Duration auditInterval = Duration.ofSeconds(10);

    @Option(
            names = "--consul",
            defaultValue = "${env:PROCONSUL_CONSUL_PROGRAM:-consul}",
            description = "The consul program: a name on the PATH, or a path.")
    private String consul = "consul";

    @Option(
            names = "--imds",
            defaultValue = "${env:AZURE_POD_IDENTITY_AUTHORITY_HOST:-http://169.254.169.254}",
            description = "Base URL of the instance metadata service.")
    private String imds = "http://169.254.169.254";

    @Option(names = "--health-address", defaultValue = "127.0.0.1", description = "Where /health listens.")
    private String healthAddress = "127.0.0.1";

    @Option(names = "--health-port", defaultValue = "8558", description = "Where /health listens; 0 for any free port.")
    private int healthPort = 8558;

    @Option(names = "--stop-consul-on-exit", description = "End Consul too when this program is told to end.")
    private boolean stopConsulOnExit;

    public static void main(String[] args) {
        var exit = new CommandLine(new HostManager()).execute(args);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    @Override
    public Integer call() throws IOException {
        var clock = Clock.systemUTC();
        var paths = new HostPaths(root.toAbsolutePath().normalize());
        var config = HostConfig.read(paths.hostConfig());
        var verifier = new ManifestVerifier(
                ManifestKey.parse(Files.readString(paths.manifestKey())),
                new Binding(config.clusterId(), config.node()),
                version());
        var disk = new PosixDisk();
        paths.create(disk);

        var programs = new ProgramStore(paths.consulPrograms(), disk);
        var program = new ConsulProgram(
                consul,
                programs,
                paths.consulConfig(),
                paths.consulData(),
                paths.logs().resolve("consul.log"),
                paths.state(),
                config.identityClientId());
        var applied = new AppliedFile(paths.state(), disk, clock);
        var generations = new Switch(new GenerationStore(paths.consulConfig(), disk), applied, program, programs, disk);
        var inventory = usable(new GenerationReader(paths.consulConfig(), verifier, programs), applied, generations);

        var board = new StatusBoard(clock);
        var wanted = new Wanted();
        var container = BlobContainer.of(config.blobEndpoint(), config.container(), config.identityClientId(), clock);
        var poller = new Poller(
                new Update(config.manifestPath(), container, verifier, generations, programs),
                new PrivateAddress(imds, paths.state(), disk),
                wanted,
                board,
                clock,
                RandomGenerator.getDefault(),
                PollSchedule.every(pollInterval),
                inventory);
        var supervisor = new Supervisor(new ConsulProcess(program, paths.state(), disk, clock), wanted, board, clock);

        var health = health(board);
        LOG.atInfo()
                .addKeyValue("version", version())
                .addKeyValue("cluster", config.clusterId())
                .addKeyValue("node", config.node())
                .addKeyValue("healthPort", health.map(HealthServer::port).orElse(0))
                .addKeyValue(
                        "generation",
                        inventory.usable().map(each -> each.number()).orElse(0L))
                .log("Host manager is up");
        var shipper = new AuditShipper(
                config.node(),
                paths.auditLog(),
                paths.state(),
                disk,
                wanted::auditContainer,
                url -> BlobLogContainer.of(url, config.identityClientId()),
                board,
                auditInterval);
        run(
                List.of(
                        new Thread(supervisor, "supervisor"),
                        new Thread(poller, "poller"),
                        new Thread(shipper, "audit")),
                supervisor,
                health);
        return 0;
    }

    /** Not worth ending for: Consul comes first. */
    private Optional<HealthServer> health(StatusBoard board) {
        try {
            return Optional.of(HealthServer.start(new InetSocketAddress(healthAddress, healthPort), board));
        } catch (IOException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("address", healthAddress)
                    .addKeyValue("port", healthPort)
                    .log("Nobody can ask for this host's health: the address cannot be listened on");
            return Optional.empty();
        }
    }

    /** The generation to start with; a damaged one is not started again. */
    private static Inventory usable(GenerationReader reader, AppliedFile applied, Switch generations)
            throws IOException {
        var inventory = reader.read(applied.read().map(Applied::highest).orElse(0L));
        inventory
                .damage()
                .forEach(what -> LOG.atError().addKeyValue("damage", what).log("Configuration is damaged"));
        if (!inventory.damage().isEmpty() && inventory.usable().isPresent()) {
            generations.backTo(inventory.usable().get(), inventory.highest());
        }
        return inventory;
    }

    private void run(List<Thread> threads, Supervisor supervisor, Optional<HealthServer> health) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(threads, supervisor, health), "shutdown"));
        threads.forEach(Thread::start);
    }

    private void end(List<Thread> threads, Supervisor supervisor, Optional<HealthServer> health) {
        try {
            health.ifPresent(HealthServer::close);
            threads.forEach(Thread::interrupt);
            for (var thread : threads) {
                thread.join(SHUTDOWN_LIMIT.toMillis());
            }
            if (stopConsulOnExit) {
                supervisor.stopConsul();
            }
            LOG.info("Host manager ends; consul {}", stopConsulOnExit ? "has ended too" : "keeps running");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String version() throws IOException {
        var properties = new Properties();
        try (var in = HostManager.class.getResourceAsStream("hostmanager.properties")) {
            if (in == null) {
                throw new IOException("hostmanager.properties is missing from the program's jar");
            }
            properties.load(in);
        }
        return properties.getProperty("version");
    }
}
