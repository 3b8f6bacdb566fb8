package io.proconsul.local.stack;

import io.proconsul.local.kafka.KafkaCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What the services of one stack must know of each other: addresses and folders. */
public record Deployment(
        Installation programs, StateFolder state, StackOptions options, Ports ports, KafkaCluster kafka) {

    /** The names of all listeners of a stack. */
    static List<String> listeners(StackOptions options) {
        var names = new ArrayList<>(kafkaListeners(options));
        names.addAll(List.of("schema-registry"));
        return names;
    }

    /** Two for each broker: clients, quorum. */
    private static List<String> kafkaListeners(StackOptions options) {
        return IntStream.rangeClosed(1, options.brokers())
                .boxed()
                .flatMap(i -> List.of("kafka-" + i, "kafka-" + i + "-quorum").stream())
                .toList();
    }

    /** Opens or makes what all services need before the first of them is started. */
    static Deployment prepare(Installation programs, StateFolder state, StackOptions options, Ports ports) {
        var kafkaPorts = kafkaListeners(options).stream().map(ports::of).toList();
        return new Deployment(programs, state, options, ports, KafkaCluster.open(state.kafka(), kafkaPorts));
    }

    /** The Confluent-compatible root of the registry. */
    public String registryUrl() {
        return "http://127.0.0.1:" + ports.of("schema-registry") + "/apis/ccompat/v7";
    }

    /** What a user of the stack needs, by name. */
    Map<String, String> endpoints() {
        var endpoints = new TreeMap<String, String>();
        endpoints.put("kafka", kafka.bootstrapServers());
        endpoints.put("schemaRegistry", registryUrl());
        return endpoints;
    }
}
