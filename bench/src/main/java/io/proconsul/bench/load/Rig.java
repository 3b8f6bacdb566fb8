package io.proconsul.bench.load;

import io.proconsul.bench.saga.BenchSaga;
import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.Installation;
import io.proconsul.local.deployment.Ports;
import io.proconsul.local.deployment.Readiness;
import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.deployment.StackOptions.Extent;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.kafka.Broker;
import io.proconsul.local.kafka.FreePorts;
import io.proconsul.local.kafka.KafkaNode;
import io.proconsul.local.stack.service.Catalogue;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.schemas.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The system under test: brokers, registry, orchestrators and a worker, each the artifact that production runs in a
 * process of its own, with Java's ordinary compiler. All of it, data included, is gone when the rig is closed.
 */
final class Rig implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Size size;
    private final Instance instance;
    private final Installation programs;
    private final Path folder;
    private final Deployment deployment;
    private final List<RigProcess> brokers = new ArrayList<>();
    private final List<RigProcess> orchestrators = new ArrayList<>();
    private final List<RigProcess> rest = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param steps of the measured saga */
    record Size(int brokers, int partitions, int orchestrators, int steps) {}

    /**
     * How each instance of the orchestrator runs.
     *
     * @param onDisk whether its stores are in RocksDB, otherwise in memory
     * @param javaOptions beside those of every process
     */
    record Instance(boolean onDisk, int heapMegabytes, List<String> javaOptions) {
        static final Instance USUAL = new Instance(false, 1536, List.of());
    }

    private Rig(Size size, Instance instance, Installation programs, Path folder) {
        this.size = size;
        this.instance = instance;
        this.programs = programs;
        this.folder = folder;
        var options = new StackOptions(size.brokers(), Cloud.QUICK, Extent.BACKBONE);
        var ports = Ports.allocate(Deployment.listeners(options), Ports.none());
        this.deployment = Deployment.prepare(programs, new StateFolder(folder.resolve("state")), options, ports);
    }

    /** Returns when everything is ready. Whoever ends this process ends the rig. */
    static Rig start(Size size, Instance instance, Installation programs) throws Exception {
        var rig = new Rig(size, instance, programs, Files.createTempDirectory("proconsul-bench-"));
        Runtime.getRuntime().addShutdownHook(new Thread(rig::close, "rig-close"));
        try {
            rig.startAll();
            return rig;
        } catch (Exception failed) {
            rig.close();
            throw failed;
        }
    }

    private void startAll() throws Exception {
        var nodes = deployment.kafka().nodes();
        for (var node : nodes) {
            brokers.add(
                    start("kafka-" + node.id(), broker(node), Map.of(), Readiness.kafka(node.address(), nodes.size())));
        }
        var registry = io.proconsul.local.stack.service.SchemaRegistry.of(deployment);
        var registryProcess =
                start("registry", registry.command(), registry.environment().variables(), registry.readiness());
        rest.add(registryProcess);
        for (var broker : brokers) {
            await(broker);
        }
        await(registryProcess);
        Catalogue.topics(deployment, size.partitions()).work().run();
        Catalogue.schemas(deployment).work().run();
        var worker = service("worker", "bench/worker", 512, List.of(), Map.of());
        rest.add(worker);
        await(worker);
        for (int i = 1; i <= size.orchestrators(); i++) {
            var orchestrator = orchestrator("orchestrator-" + i);
            orchestrators.add(orchestrator);
            await(orchestrator);
        }
    }

    /** Starts an instance again where one that has died left its folder; returns before it is ready. */
    RigProcess restart(RigProcess dead) throws IOException {
        var started = orchestrator(dead.name());
        orchestrators.set(orchestrators.indexOf(dead), started);
        return started;
    }

    private RigProcess orchestrator(String name) throws IOException {
        var options = new ArrayList<>(instance.javaOptions());
        options.add("-D" + BenchSaga.STEPS_PROPERTY + "=" + size.steps());
        return service(
                name,
                "saga-orchestrator",
                instance.heapMegabytes(),
                options,
                Map.of(
                        "PROCONSUL_ORCHESTRATOR_STATE_DIR",
                        folder.resolve(name).toString(),
                        "PROCONSUL_ORCHESTRATOR_STATE_ON_DISK",
                        Boolean.toString(instance.onDisk()),
                        "PROCONSUL_ORCHESTRATOR_STREAMS__REPLICATION_FACTOR_",
                        Short.toString(deployment.kafka().replication())));
    }

    private List<String> broker(KafkaNode node) {
        return java(
                1024,
                List.of(
                        "-cp",
                        programs.localClassPath(),
                        Broker.class.getName(),
                        node.configuration().toAbsolutePath().toString()));
    }

    /** The service with the measured sagas' jar beside its own; it is started, and not ready yet. */
    private RigProcess service(
            String name, String module, int heap, List<String> options, Map<String, String> environment)
            throws IOException {
        int port = FreePorts.take(1).get(0);
        var variables = new HashMap<>(environment);
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        variables.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        variables.put("SCHEMA_REGISTRY_URL", deployment.registryUrl());
        variables.put("QUARKUS_LOG_LEVEL", "WARN");
        var arguments = new ArrayList<>(options);
        arguments.addAll(List.of(
                "-cp", programs.service(module) + ":" + programs.jar("bench/saga"), "io.quarkus.runner.GeneratedMain"));
        return start(
                name, java(heap, arguments), variables, Readiness.http("http://127.0.0.1:" + port + "/q/health/ready"));
    }

    private static List<String> java(int heapMegabytes, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heapMegabytes + "m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-Djava.net.preferIPv4Stack=true"));
        command.addAll(arguments);
        return command;
    }

    private RigProcess start(String name, List<String> command, Map<String, String> environment, Readiness readiness)
            throws IOException {
        return RigProcess.start(name, command, environment, folder.resolve("logs"), readiness);
    }

    private void await(RigProcess process) throws InterruptedException {
        var limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!process.ready()) {
            if (!process.alive() || System.nanoTime() > limit) {
                throw new IllegalStateException("expected " + process.name() + " to be ready within " + START_LIMIT
                        + ", but it " + (process.alive() ? "is not" : "has ended") + "; its log ends with\n"
                        + process.lastWords());
            }
            Thread.sleep(100);
        }
    }

    String bootstrapServers() {
        return deployment.kafka().bootstrapServers();
    }

    SagaClient client() {
        return new SagaClient(bootstrapServers(), registry());
    }

    SchemaRegistry registry() {
        return SchemaRegistries.of(Map.of(SchemaRegistries.URL, deployment.registryUrl()));
    }

    Size size() {
        return size;
    }

    Instance instance() {
        return instance;
    }

    Path folder() {
        return folder;
    }

    List<RigProcess> orchestrators() {
        return List.copyOf(orchestrators);
    }

    /** Brokers and orchestrators: what a user would run in another engine's place. */
    List<Long> engine() {
        return Stream.concat(brokers.stream(), orchestrators.stream())
                .filter(RigProcess::alive)
                .map(RigProcess::pid)
                .toList();
    }

    /** The engine, the worker, the registry, and this process that loads them. */
    List<Long> everything() {
        return Stream.of(
                        engine().stream(),
                        rest.stream().map(RigProcess::pid),
                        Stream.of(ProcessHandle.current().pid()))
                .flatMap(pids -> pids)
                .toList();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        rest.forEach(RigProcess::close);
        orchestrators.forEach(RigProcess::close);
        brokers.forEach(RigProcess::close);
        if (System.getenv("PROCONSUL_BENCH_KEEP") != null) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
