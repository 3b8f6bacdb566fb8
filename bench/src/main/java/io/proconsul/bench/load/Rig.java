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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The system under test: brokers, registry, orchestrators and a worker, each the artifact that production runs in a
 * process of its own, with Java's ordinary compiler. All of it, data included, is gone when the rig is closed.
 */
final class Rig implements AutoCloseable {
    private final Size size;
    private final Instance instance;
    private final Installation programs;
    private final RigProcesses processes;
    private final Deployment deployment;
    private final List<RigProcess> brokers = new ArrayList<>();
    private final List<RigProcess> orchestrators = new ArrayList<>();
    private final List<RigProcess> rest = new ArrayList<>();

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

    private Rig(Size size, Instance instance, Installation programs, RigProcesses processes) {
        this.size = size;
        this.instance = instance;
        this.programs = programs;
        this.processes = processes;
        var options = new StackOptions(size.brokers(), Cloud.QUICK, Extent.BACKBONE);
        var ports = Ports.allocate(Deployment.listeners(options), Ports.none());
        this.deployment =
                Deployment.prepare(programs, new StateFolder(processes.folder().resolve("state")), options, ports);
    }

    /** Returns when everything is ready. Whoever ends this process ends the rig. */
    static Rig start(Size size, Instance instance, Installation programs) throws Exception {
        var rig = new Rig(size, instance, programs, RigProcesses.inNewFolder());
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
            var ready = Readiness.kafka(node.address(), nodes.size());
            brokers.add(processes.start("kafka-" + node.id(), broker(node), Map.of(), ready));
        }
        var registry = io.proconsul.local.stack.service.SchemaRegistry.of(deployment);
        var registryProcess = processes.start(
                "registry", registry.command(), registry.environment().variables(), registry.readiness());
        rest.add(registryProcess);
        for (var broker : brokers) {
            processes.await(broker);
        }
        processes.await(registryProcess);
        Catalogue.topics(deployment, size.partitions()).work().run();
        Catalogue.schemas(deployment).work().run();
        var worker = service("worker", "bench/worker", 512, List.of(), Map.of());
        rest.add(worker);
        processes.await(worker);
        for (int i = 1; i <= size.orchestrators(); i++) {
            var orchestrator = orchestrator("orchestrator-" + i);
            orchestrators.add(orchestrator);
            processes.await(orchestrator);
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
                        processes.folder().resolve(name).toString(),
                        "PROCONSUL_ORCHESTRATOR_STATE_ON_DISK",
                        Boolean.toString(instance.onDisk()),
                        "PROCONSUL_ORCHESTRATOR_STREAMS__REPLICATION_FACTOR_",
                        Short.toString(deployment.kafka().replication())));
    }

    private List<String> broker(KafkaNode node) {
        return RigProcesses.java(
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
        return processes.start(
                name,
                RigProcesses.java(heap, arguments),
                variables,
                Readiness.http("http://127.0.0.1:" + port + "/q/health/ready"));
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
        return processes.folder();
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
        processes.close();
    }
}
