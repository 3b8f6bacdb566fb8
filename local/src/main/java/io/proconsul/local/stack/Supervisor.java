package io.proconsul.local.stack;

import io.proconsul.local.deployment.Component;
import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.Installation;
import io.proconsul.local.deployment.Ports;
import io.proconsul.local.deployment.ServiceDefinition;
import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.deployment.StackOptions.Extent;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.stack.StackStatus.Phase;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/**
 * The process that a stack is: {@code Supervisor HOME STATE BROKERS REPLICAS CLOUD EXTENT [JAVA OPTION ..]}. Starts everything, keeps it running,
 * and ends everything when it is asked to end (SIGTERM, SIGINT). What it knows is in the stack file at any moment.
 */
public final class Supervisor {
    private static final Logger LOG = System.getLogger(Supervisor.class.getName());
    static final int FAILED = 1;
    static final int ALREADY_UP = 2;

    private final StatusBoard board;
    private final Conductor conductor;

    private Supervisor(StatusBoard board, Conductor conductor) {
        this.board = board;
        this.conductor = conductor;
    }

    public static void main(String[] arguments) throws Exception {
        var programs = new Installation(Path.of(arguments[0]));
        var state = new StateFolder(Path.of(arguments[1]));
        var options = new StackOptions(
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Cloud.valueOf(arguments[4]),
                Extent.valueOf(arguments[5]),
                List.of(arguments).subList(6, arguments.length));
        Files.createDirectories(state.path());
        try (var channel = FileChannel.open(state.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock only = channel.tryLock()) {
            if (only == null) {
                LOG.log(Level.ERROR, () -> "another stack runs in " + state.path());
                System.exit(ALREADY_UP);
            }
            of(programs, state, options).run();
        }
    }

    private static Supervisor of(Installation programs, StateFolder state, StackOptions options) {
        var file = new StackFile(state);
        var before = file.read().map(StackStatus::ports).orElse(Ports.none());
        var ports = Ports.allocate(Deployment.listeners(options), before);
        var deployment = Deployment.prepare(programs, state, options, ports);
        var components = StackPlan.of(deployment);
        var stack = new StackStatus(
                UUID.randomUUID().toString(),
                Phase.STARTING,
                Clock.systemUTC().instant(),
                ProcessRef.of(ProcessHandle.current()),
                options,
                ports,
                deployment.endpoints(),
                services(components).stream()
                        .map(service -> ServiceKeeper.waiting(service, state))
                        .toList(),
                null);
        var board = new StatusBoard(file, stack);
        Map<String, ServiceKeeper> keepers = new LinkedHashMap<>();
        for (var service : services(components)) {
            keepers.put(service.name(), new ServiceKeeper(service, state, stack.id(), board));
        }
        return new Supervisor(board, new Conductor(components, keepers));
    }

    private static List<ServiceDefinition> services(List<Component> components) {
        return components.stream()
                .filter(ServiceDefinition.class::isInstance)
                .map(ServiceDefinition.class::cast)
                .toList();
    }

    private void run() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
        try {
            conductor.start();
            board.show(Phase.UP);
            LOG.log(Level.INFO, "everything is up");
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            LOG.log(Level.ERROR, "the stack did not come up", cause);
            board.fail(cause.getMessage() == null ? cause.toString() : cause.getMessage());
            System.exit(FAILED);
        }
        new CountDownLatch(1).await();
    }

    private void end() {
        boolean failed = board.phase() == Phase.FAILED;
        try {
            if (!failed) {
                board.show(Phase.STOPPING);
            }
            conductor.stop();
            Leftovers.endMarked(board.id());
            if (!failed) {
                board.show(Phase.DOWN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
