package io.proconsul.gateway.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.gateway.contract.Contract.Dialect;
import io.proconsul.gateway.upkeep.UpkeepFields;

/** Where we mean to answer otherwise than HCS's description has it, and why. There are no others. */
final class Deviations {

    private static final String PACKAGE = "hashicorp.cloud.consulama.ama.";

    private Deviations() {}

    /** Whether an answer has a form that the description knows nothing of. */
    static boolean apply(Dialect dialect, String operation, int status) {
        return dialect == Dialect.SWAGGER && (isError(status) || isNothingToDelete(operation, status));
    }

    /** Described as google.rpc.Status, which its own clients cannot read: they want Azure Resource Manager's form. */
    private static boolean isError(int status) {
        return status >= 400;
    }

    /** Azure Resource Manager demands 204 for it (RPC-050). */
    private static boolean isNothingToDelete(String operation, int status) {
        return operation.equals("DeleteCluster") && status == 204;
    }

    static void add(Dialect dialect, ObjectNode document) {
        if (dialect == Dialect.SWAGGER) {
            var definitions = (ObjectNode) document.path("definitions");
            // Lists have pages (RPC-043).
            ((ObjectNode) definitions.path(PACKAGE + "ListClustersResponse").path("properties"))
                    .putObject("nextLink")
                    .put("type", "string");
            // How a cluster looks after itself is ours.
            UpkeepFields.NAMES.forEach(name -> ((ObjectNode)
                            definitions.path(PACKAGE + "ClusterProperties").path("properties"))
                    .putObject(name)
                    .put("type", "string"));
            // What is on the wire is proto3's JSON, in which the members of the message stand beside "@type".
            ((ObjectNode) definitions.path("google.protobuf.Any")).put("additionalProperties", true);
        }
    }
}
