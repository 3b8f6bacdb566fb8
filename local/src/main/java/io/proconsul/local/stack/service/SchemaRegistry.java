package io.proconsul.local.stack.service;

import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.Readiness;
import io.proconsul.local.deployment.ServiceDefinition;
import io.proconsul.local.kafka.JavaCommand;
import java.util.Map;
import java.util.Set;

/** Apicurio Registry, spoken to by its Confluent-compatible interface; its database is one file. */
public final class SchemaRegistry {
    public static final String NAME = "schema-registry";

    private static final int HEAP_MEGABYTES = 192;

    private SchemaRegistry() {}

    public static ServiceDefinition of(Deployment deployment) {
        return new ServiceDefinition(
                NAME,
                Set.of(),
                JavaCommand.java(
                        HEAP_MEGABYTES, "-jar", deployment.programs().registry().toString()),
                () -> environment(deployment),
                Readiness.http(deployment.registryUrl() + "/subjects"),
                deployment.registryUrl());
    }

    private static Map<String, String> environment(Deployment deployment) {
        return Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(deployment.ports().of(NAME)),
                // An id that was given out must survive a kill: topics hold it for ever.
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:h2:file:" + deployment.state().registry().resolve("registry") + ";WRITE_DELAY=0",
                "QUARKUS_LOG_LEVEL",
                "WARN");
    }
}
