package io.proconsul.cli.demo;

import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.tls.OwnerOnly;
import io.proconsul.wire.Cluster;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** What a customer gets: addresses, zones, certificates, and the files to join with. */
final class ClusterPortrait {
    private final PrintWriter out;
    private final StateFolder state;

    ClusterPortrait(PrintWriter out, StateFolder state) {
        this.out = out;
        this.state = state;
    }

    void print(Cluster cluster, Customer customer) throws InterruptedException {
        var properties = customer.cluster();
        line("private endpoint", properties.path("consulPrivateEndpointUrl").asText("-"));
        line("public endpoint", properties.path("consulExternalEndpointUrl").asText("-"));
        line("network", properties.path("consulVnetCidr").asText("-") + " in " + cluster.getVnetName());
        cluster.getServers()
                .forEach(server ->
                        line("server " + server.getName(), server.getAddress() + ", zone " + server.getZone()));
        cluster.getCertificates()
                .forEach(certificate -> line(
                        "certificate " + certificate.getIndex(),
                        certificate.getSubject() + ", until " + certificate.getNotAfter()));
        saveClientConfiguration(cluster, customer);
    }

    private void saveClientConfiguration(Cluster cluster, Customer customer) throws InterruptedException {
        var folder = state.path().resolve("demo").resolve(cluster.getRef().getClusterName());
        var files = customer.clientConfiguration();
        OwnerOnly.write(
                folder.resolve("consul.json"), utf8(files.path("clientConfig").asText()));
        OwnerOnly.write(folder.resolve("ca.pem"), utf8(files.path("caFile").asText()));
        line("client files", folder + "/consul.json, ca.pem");
    }

    private void line(String name, String value) {
        out.printf("  %-24s %s%n", name, value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
