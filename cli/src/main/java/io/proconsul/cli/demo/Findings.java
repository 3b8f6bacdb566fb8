package io.proconsul.cli.demo;

import io.proconsul.local.secrets.SecretScan;
import java.io.PrintWriter;
import java.util.List;

/** What is left, for people. */
final class Findings {
    private static final int SHOWN = 20;

    private final PrintWriter out;

    Findings(PrintWriter out) {
        this.out = out;
    }

    void print(DemoReport report, List<String> resources, SecretScan scan) {
        out.printf(
                "%nDeleted after %.1f s. Of %d resources %d are left, and %d blobs.%n",
                report.deleteSeconds(), report.resourcesCreated(), report.resourcesLeft(), report.blobsLeft());
        resources.forEach(resource -> out.println("  left: " + resource));
        if (!report.peeringState().isEmpty()) {
            out.printf("In the customer's network %d peerings are left.%n", report.peeringsLeft());
        }
        if (report.leftByCompensation() > 0) {
            out.printf("The failed creation had left %d.%n", report.leftByCompensation());
        }
        out.printf(
                "Secrets in plain text: %d, in %d records, files and command lines; left out: %s.%n",
                report.secretsFound(), scan.places(), SecretSearch.LEFT_OUT);
        scan.findings().stream()
                .limit(SHOWN)
                .forEach(finding -> out.println("  found: " + finding.secret() + " in " + finding.place()));
        out.flush();
    }
}
