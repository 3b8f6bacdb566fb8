package io.proconsul.bench.load;

import io.proconsul.local.deployment.Credentials;
import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.Installation;
import io.proconsul.local.deployment.Ports;
import io.proconsul.local.deployment.Readiness;
import io.proconsul.local.deployment.ServiceDefinition;
import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.deployment.StackOptions.Extent;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.http.Tls;
import io.proconsul.local.kafka.FreePorts;
import io.proconsul.local.stack.service.Azure;
import io.proconsul.local.stack.service.Brokers;
import io.proconsul.local.stack.service.Catalogue;
import io.proconsul.local.stack.service.Gateway;
import io.proconsul.local.stack.service.Orchestrator;
import io.proconsul.local.stack.service.SchemaRegistry;
import io.proconsul.local.stack.service.Vault;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * The door of the system, and what it needs: a broker, the registry, the orchestrator, and the stand-ins for Vault and for
 * Entra, whose tokens open it. No worker runs, so that what is begun stays as it is. Beside it the same HTTP server that
 * answers a constant. All of it, data included, is gone when the rig is closed.
 */
final class GatewayRig implements AutoCloseable {
    private static final int GATEWAY_MEGABYTES = 512;
    private static final int ORCHESTRATOR_MEGABYTES = 768;
    private static final int BROKER_MEGABYTES = 768;
    private static final int OTHER_MEGABYTES = 128;
    /** What the processes of a stack have in order to share a machine. */
    private static final List<String> SPARING = List.of("-Xmx", "-XX:TieredStopAtLevel=");

    private final RigProcesses processes;
    private final Deployment deployment;
    private final int constantPort = FreePorts.take(1).get(0);
    private final Map<String, RigProcess> byName = new HashMap<>();

    private GatewayRig(Installation programs, RigProcesses processes) {
        this.processes = processes;
        var options = new StackOptions(1, Cloud.CROWDED, Extent.ALL);
        var ports = Ports.allocate(Deployment.listeners(options), Ports.none());
        this.deployment =
                Deployment.prepare(programs, new StateFolder(processes.folder().resolve("state")), options, ports);
    }

    /** Returns when everything is ready. Whoever ends this process ends the rig. */
    static GatewayRig start(Installation programs) throws Exception {
        var rig = new GatewayRig(programs, RigProcesses.inNewFolder());
        try {
            rig.startAll();
            return rig;
        } catch (Exception failed) {
            rig.close();
            throw failed;
        }
    }

    private void startAll() throws Exception {
        for (var broker : Brokers.of(deployment)) {
            run(broker, BROKER_MEGABYTES);
        }
        run(SchemaRegistry.of(deployment), 512);
        Catalogue.topics(deployment).work().run();
        Catalogue.schemas(deployment).work().run();
        run(Vault.of(deployment), OTHER_MEGABYTES);
        run(Azure.of(deployment), OTHER_MEGABYTES);
        run(Orchestrator.of(deployment).get(0), ORCHESTRATOR_MEGABYTES);
        var gateway = Gateway.of(deployment).get(0);
        run(gateway, GATEWAY_MEGABYTES);
        runConstant(gateway);
    }

    private void run(ServiceDefinition service, int heap) throws IOException, InterruptedException {
        var variables = new HashMap<>(service.environment().variables());
        if (!service.name().equals(Deployment.GATEWAY)) { // its line for each request is part of what it does
            variables.put("QUARKUS_LOG_LEVEL", "WARN");
        }
        run(service.name(), command(service, heap), variables, service.readiness());
    }

    private void run(String name, List<String> command, Map<String, String> variables, Readiness readiness)
            throws IOException, InterruptedException {
        var process = processes.start(name, command, variables, readiness);
        byName.put(name, process);
        processes.await(process);
    }

    /** As the stack has it, with all of Java's compiler and memory enough. */
    private static List<String> command(ServiceDefinition service, int heap) {
        var arguments = service.command().stream()
                .skip(1)
                .filter(word -> SPARING.stream().noneMatch(word::startsWith))
                .toList();
        return RigProcesses.java(heap, arguments);
    }

    /** With the gateway's own certificate. */
    private void runConstant(ServiceDefinition gateway) throws IOException, InterruptedException {
        var variables = new HashMap<String, String>();
        gateway.environment().variables().forEach((name, value) -> {
            if (name.startsWith("QUARKUS_TLS_")) {
                variables.put(name, value);
            }
        });
        variables.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(constantPort));
        variables.put("QUARKUS_LOG_LEVEL", "WARN");
        var arguments =
                List.of("-jar", deployment.programs().service("bench/http").toString());
        run(
                "constant",
                RigProcesses.java(GATEWAY_MEGABYTES, arguments),
                variables,
                Readiness.https(constant().toString(), trust()));
    }

    URI gateway() {
        return URI.create(deployment.https(Deployment.GATEWAY));
    }

    URI metrics() {
        return URI.create(deployment.http(Deployment.management(Deployment.GATEWAY)) + "/q/metrics");
    }

    URI entra() {
        return URI.create(deployment.https(Deployment.ENTRA));
    }

    /** What the other server answers its constant at. */
    URI constant() {
        return URI.create("https://127.0.0.1:" + constantPort + "/constant");
    }

    /** What makes a client believe the servers. */
    SSLContext trust() {
        return Tls.client(deployment.authority().pem());
    }

    Credentials credentials() {
        return new Credentials(deployment.state());
    }

    RigProcess gatewayProcess() {
        return process(Deployment.GATEWAY);
    }

    RigProcess constantProcess() {
        return process("constant");
    }

    /** There is no orchestrator from now on. */
    void killOrchestrator() throws InterruptedException {
        process(Deployment.ORCHESTRATOR).kill();
    }

    private RigProcess process(String name) {
        var process = byName.get(name);
        if (process == null) {
            throw new IllegalArgumentException("expected one of " + byName.keySet() + ", found " + name);
        }
        return process;
    }

    /** All that run, and this process that loads them. */
    List<Long> everything() {
        return Stream.concat(
                        byName.values().stream().filter(RigProcess::alive).map(RigProcess::pid),
                        Stream.of(ProcessHandle.current().pid()))
                .toList();
    }

    @Override
    public void close() {
        processes.close();
    }
}
