package io.proconsul.local.deployment;

import io.proconsul.local.deployment.StackOptions.Extent;
import io.proconsul.local.kafka.KafkaCluster;
import io.proconsul.local.tls.LocalCa;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the services of one stack must know of each other: addresses, folders, and whom to believe. */
public record Deployment(
        Installation programs,
        StateFolder state,
        StackOptions options,
        Ports ports,
        KafkaCluster kafka,
        LocalCa authority) {

    /** The names of the listeners. */
    public static final String REGISTRY = "schema-registry";

    public static final String VAULT = "vault";
    public static final String ARM = "azure";
    public static final String ENTRA = "azure-entra";
    public static final String BLOB = "azure-blob";
    public static final String CONTROL = "azure-control";
    public static final String GATEWAY = "api-gateway";
    public static final String ORCHESTRATOR = "saga-orchestrator";
    public static final String INFRA = "worker-infra";
    public static final String CERT = "worker-cert";
    public static final String SNAPSHOT = "worker-snapshot";

    public static List<String> listeners(StackOptions options) {
        var names = new ArrayList<>(kafkaListeners(options));
        names.add(REGISTRY);
        if (options.extent() == Extent.ALL) {
            names.addAll(List.of(VAULT, ARM, ENTRA, BLOB, CONTROL));
            Stream.of(GATEWAY, ORCHESTRATOR, INFRA, CERT, SNAPSHOT)
                    .flatMap(service -> instances(service, options).stream())
                    .forEach(names::add);
            instances(GATEWAY, options).stream().map(Deployment::management).forEach(names::add);
        }
        return names;
    }

    /** The names of a service's processes: its own, and with a number behind it from the second one on. */
    public List<String> instances(String service) {
        return instances(service, options);
    }

    private static List<String> instances(String service, StackOptions options) {
        return IntStream.rangeClosed(1, options.replicas())
                .mapToObj(i -> i == 1 ? service : service + "-" + i)
                .toList();
    }

    /** The listener on which a service that is itself open to strangers tells how it is. */
    public static String management(String service) {
        return service + "-management";
    }

    /** Two for each broker: clients, quorum. */
    private static List<String> kafkaListeners(StackOptions options) {
        return IntStream.rangeClosed(1, options.brokers())
                .boxed()
                .flatMap(i -> Stream.of("kafka-" + i, "kafka-" + i + "-quorum"))
                .toList();
    }

    /** Opens or makes what all services need before the first of them is started. */
    public static Deployment prepare(Installation programs, StateFolder state, StackOptions options, Ports ports) {
        var kafkaPorts = kafkaListeners(options).stream().map(ports::of).toList();
        var kafka = KafkaCluster.open(state.kafka(), kafkaPorts);
        return new Deployment(programs, state, options, ports, kafka, authority(state));
    }

    private static LocalCa authority(StateFolder state) {
        var clock = Clock.systemUTC();
        return Files.exists(state.ca().resolve("ca.pem"))
                ? LocalCa.open(state.ca(), clock)
                : LocalCa.create(state.ca(), clock);
    }

    /** The Confluent-compatible root of the registry. */
    public String registryUrl() {
        return http(REGISTRY) + "/apis/ccompat/v7";
    }

    public String http(String listener) {
        return "http://127.0.0.1:" + ports.of(listener);
    }

    public String https(String listener) {
        return "https://127.0.0.1:" + ports.of(listener);
    }

    /** What a user of the stack needs, by name. */
    public Map<String, String> endpoints() {
        var endpoints = new TreeMap<String, String>();
        endpoints.put("kafka", kafka.bootstrapServers());
        endpoints.put("schemaRegistry", registryUrl());
        endpoints.put("certificateAuthority", authority.pem().toString());
        if (options.extent() == Extent.ALL) {
            endpoints.put("gateway", https(GATEWAY));
            endpoints.put("gatewayManagement", http(management(GATEWAY)));
            endpoints.put("vault", https(VAULT));
            endpoints.put("resourceManager", https(ARM));
            endpoints.put("entra", https(ENTRA));
            endpoints.put("blob", https(BLOB));
            endpoints.put("azureControl", http(CONTROL));
        }
        return endpoints;
    }
}
