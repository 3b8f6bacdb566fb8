package io.proconsul.local.stack.service;

import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.http.Tls;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Server certificates of the stand-ins, all from the stack's own authority. */
final class StandInTls {
    private StandInTls() {}

    /** A new certificate for localhost at every start of the stack. */
    static Path keyStore(Deployment deployment, String name) {
        return deployment.authority().serverKeyStore(name, List.of("localhost"), List.of(loopback()));
    }

    static SSLContext trust(Deployment deployment) {
        return Tls.client(deployment.authority().pem());
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
