package io.proconsul.hostmanager.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.proconsul.hostmanager.generation.Generation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The part of a generation that can be proved from outside: on which port which certificate must be served.
 */
record ConsulSettings(int httpsPort, X509Certificate certificate) {

    /** Empty if the generation serves no HTTPS. */
    static Optional<ConsulSettings> read(Generation generation) throws IOException, CertificateException {
        var file = generation.directory().resolve("server.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var json = new JsonMapper().readTree(file.toFile());
        var port = json.at("/ports/https").asInt(-1);
        var certificate = text(json, "/tls/https/cert_file").or(() -> text(json, "/tls/defaults/cert_file"));
        if (port <= 0 || certificate.isEmpty()) {
            return Optional.empty();
        }
        try (var in = new BufferedInputStream(
                Files.newInputStream(generation.directory().resolve(certificate.get())))) {
            var leaf = CertificateFactory.getInstance("X.509").generateCertificate(in);
            return Optional.of(new ConsulSettings(port, (X509Certificate) leaf));
        }
    }

    private static Optional<String> text(JsonNode json, String pointer) {
        return Optional.of(json.at(pointer).asText()).filter(value -> !value.isEmpty());
    }
}
