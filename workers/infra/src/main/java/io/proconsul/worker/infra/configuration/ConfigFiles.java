package io.proconsul.worker.infra.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files of one server: where they go below Consul's configuration directory, and who may read them. */
final class ConfigFiles {

    static final String SERVER = "server.json";
    static final String CA = "tls/ca.pem";
    static final String CERTIFICATE = "tls/server.pem";
    static final String PRIVATE_KEY = "tls/server-key.pem";

    /** Maps are ordered, so that the same configuration is always the same bytes. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ConfigFiles() {}

    static List<ConfigFile> of(ServerConfig config, String caPem, String certificatePem, String privateKeyPem) {
        return List.of(
                server(config),
                new ConfigFile(CA, "0640", bytes(caPem)),
                certificate(certificatePem),
                privateKey(privateKeyPem));
    }

    /** @param config what Consul reads, as JSON has it */
    static ConfigFile server(Object config) {
        return new ConfigFile(SERVER, "0640", json(config));
    }

    static ConfigFile certificate(String pem) {
        return new ConfigFile(CERTIFICATE, "0640", bytes(pem));
    }

    static ConfigFile privateKey(String pem) {
        return new ConfigFile(PRIVATE_KEY, "0600", bytes(pem));
    }

    static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            // without the cause: its message could quote a secret
            throw new IllegalStateException(value.getClass().getSimpleName() + " cannot be written as JSON");
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
