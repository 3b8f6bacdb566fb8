package io.proconsul.local.stack.service;

import io.proconsul.local.deployment.Credentials;
import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.tls.LocalCa;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings that several of our services have in common, as the environment variables that Quarkus reads. */
final class Settings {
    /** The tenant and the subscription that the local Azure has. */
    static final String TENANT = "11111111-1111-4111-8111-111111111111";

    static final String SUBSCRIPTION = "22222222-2222-4222-8222-222222222222";

    private final Deployment deployment;
    private final Credentials credentials;
    private final Map<String, String> variables = new TreeMap<>();

    private Settings(Deployment deployment) {
        this.deployment = deployment;
        this.credentials = new Credentials(deployment.state());
    }

    /** Where it listens and where Kafka and the registry are: what every service of ours is told. */
    static Settings of(Deployment deployment, String listener) {
        return new Settings(deployment)
                .with("QUARKUS_HTTP_PORT", Integer.toString(deployment.ports().of(listener)))
                .with("KAFKA_BOOTSTRAP_SERVERS", deployment.kafka().bootstrapServers())
                .with("SCHEMA_REGISTRY_URL", deployment.registryUrl());
    }

    Settings with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Settings withVault(String role) {
        var login = credentials.vault(role);
        return with("QUARKUS_VAULT_URL", deployment.https(Deployment.VAULT))
                .with("QUARKUS_VAULT_TLS_CA_CERT", deployment.authority().pem().toString())
                .with("QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_ROLE_ID", login.roleId())
                .with("QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_SECRET_ID", login.secretId());
    }

    /** The variables that azure-identity reads, and where Resource Manager is. */
    Settings withAzure(String principal) {
        var login = credentials.azure(principal);
        return with("AZURE_TENANT_ID", TENANT)
                .with("AZURE_CLIENT_ID", login.clientId())
                .with("AZURE_CLIENT_SECRET", login.clientSecret())
                .with("AZURE_AUTHORITY_HOST", deployment.https(Deployment.ENTRA) + "/")
                .with("PROCONSUL_AZURE_RESOURCE_MANAGER_ENDPOINT", deployment.https(Deployment.ARM) + "/");
    }

    Settings withShared(String name, String secret) {
        return with(name, credentials.shared(secret));
    }

    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    /** The JVM options that make a process believe the stack's own authority. */
    static List<String> trust(Deployment deployment) {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + deployment.authority().trustStore(),
                "-Djavax.net.ssl.trustStorePassword=" + LocalCa.PASSWORD,
                "-Djavax.net.ssl.trustStoreType=PKCS12");
    }
}
