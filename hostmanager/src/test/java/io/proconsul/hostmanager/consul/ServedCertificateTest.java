package io.proconsul.hostmanager.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.proconsul.hostmanager.Keystore;
import io.proconsul.hostmanager.generation.Generation;
import io.proconsul.hostmanager.manifest.Signed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedCertificateTest {
    @TempDir
    Path directory;

    @Test
    void isTheOneOfTheHandshake() throws IOException, GeneralSecurityException {
        var keystore = Keystore.create(directory.resolve("keystore.p12"));
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(keystore.server()));
        server.start();
        try {
            assertThat(ServedCertificate.at("127.0.0.1", server.getAddress().getPort()))
                    .isEqualTo(keystore.certificate());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void isAnIOExceptionWhereNobodyServes() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThatThrownBy(() -> ServedCertificate.at("127.0.0.1", port)).isInstanceOf(IOException.class);
    }

    @Test
    void isExpectedAsTheGenerationSays() throws IOException, GeneralSecurityException {
        var keystore = Keystore.create(directory.resolve("keystore.p12"));
        Files.createDirectory(directory.resolve("tls"));
        Files.writeString(
                directory.resolve("tls/server.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keystore.certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        Files.writeString(
                directory.resolve("server.json"),
                "{\"ports\":{\"https\":8501},\"tls\":{\"defaults\":{\"cert_file\":\"tls/server.pem\"}}}");

        assertThat(ConsulSettings.read(generation())).contains(new ConsulSettings(8501, keystore.certificate()));
    }

    @Test
    void isNotExpectedWithoutAnHttpsPort() throws IOException, GeneralSecurityException {
        Files.writeString(directory.resolve("server.json"), "{\"ports\":{\"https\":-1}}");

        assertThat(ConsulSettings.read(generation())).isEmpty();
    }

    private Generation generation() {
        return new Generation(Signed.generation(1).file("server.json", "{}").verified(), directory);
    }
}
