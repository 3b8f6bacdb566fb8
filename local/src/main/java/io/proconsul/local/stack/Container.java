package io.proconsul.local.stack;

import io.proconsul.local.deployment.Component;
import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.Installation;
import io.proconsul.local.deployment.Ports;
import io.proconsul.local.deployment.Preparation;
import io.proconsul.local.deployment.ServiceDefinition;
import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.deployment.StackOptions.Extent;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.stack.StackStatus.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * One service of a stack as the process of one container: {@code Container NAME HOME STATE}. The containers share the
 * state folder, the network and the process ids, as those of a pod do; the one named {@value #POD} comes first, prepares
 * the folder and shows the stack as up. The container engine is the supervisor: it starts again what ends.
 */
public final class Container {
    private static final String POD = "pod";
    private static final int FIRST_PORT = 20_000;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final StackOptions OPTIONS = new StackOptions(1, Cloud.QUICK, Extent.ALL);

    private final Installation programs;
    private final StateFolder state;
    private final StackFile file;

    private Container(Installation programs, StateFolder state) {
        this.programs = programs;
        this.state = state;
        this.file = new StackFile(state);
    }

    public static void main(String[] arguments) throws Exception {
        var container = new Container(new Installation(Path.of(arguments[1])), new StateFolder(Path.of(arguments[2])));
        if (arguments[0].equals(POD)) {
            container.hold();
        } else {
            System.exit(container.run(arguments[0]));
        }
    }

    private Deployment deployment() {
        var ports = Ports.from(FIRST_PORT, Deployment.listeners(OPTIONS));
        return Deployment.prepare(programs, state, OPTIONS, ports);
    }

    private void hold() throws IOException, InterruptedException {
        Files.createDirectories(state.path());
        var deployment = deployment();
        var services = StackPlan.of(deployment).stream()
                .filter(ServiceDefinition.class::isInstance)
                .map(service -> ServiceKeeper.waiting((ServiceDefinition) service, state))
                .toList();
        file.write(new StackStatus(
                "containers",
                Phase.UP,
                Clock.systemUTC().instant(),
                ProcessRef.of(ProcessHandle.current()),
                OPTIONS,
                deployment.ports(),
                deployment.endpoints(),
                services,
                null));
        new CountDownLatch(1).await();
    }

    /** Waits for what the service needs, then runs it; returns its exit code. */
    private int run(String name) throws Exception {
        while (file.read().filter(StackStatus::isSupervised).isEmpty()) {
            Thread.sleep(LOOK.toMillis());
        }
        var components = StackPlan.of(deployment());
        var wanted = named(name, components);
        await(wanted, components);
        if (wanted instanceof Preparation preparation) {
            preparation.work().run();
            return 0;
        }
        return run((ServiceDefinition) wanted);
    }

    /** What has to be prepared is prepared by everyone who needs it: doing it again changes nothing. */
    private static void await(Component wanted, List<Component> components) throws Exception {
        for (var need : wanted.after()) {
            var component = named(need, components);
            if (component instanceof Preparation preparation) {
                await(preparation, components);
                preparation.work().run();
            } else {
                while (!((ServiceDefinition) component).readiness().isReady()) {
                    Thread.sleep(LOOK.toMillis());
                }
            }
        }
    }

    private int run(ServiceDefinition service) throws IOException, InterruptedException {
        var folder = state.service(service.name());
        Files.createDirectories(folder);
        var builder =
                new ProcessBuilder(service.command()).directory(folder.toFile()).inheritIO();
        builder.environment().putAll(service.environment().variables());
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end"));
        return process.waitFor();
    }

    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Component named(String name, List<Component> components) {
        return components.stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected one of %s, but found %s"
                        .formatted(components.stream().map(Component::name).toList(), name)));
    }
}
