package io.proconsul.gateway.caller;

import static io.proconsul.gateway.caller.Role.ADMINISTRATOR;
import static io.proconsul.gateway.caller.Role.OPERATOR;
import static io.proconsul.gateway.caller.Role.READER;
import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/** Which role an operation of the API needs, by the id it has in the API's description. What is not here is refused. */
public final class Permissions {

    /** The webhook has no caller but the one who knows its {@code sig}. */
    static final String NOTIFICATION = "ResourceNotification";

    private static final Map<String, Role> NEEDED = Map.ofEntries(
            entry("ListClusters", READER),
            entry("GetCluster", READER),
            entry("GetOperation", READER),
            entry("ListConsulUpgradeVersions", READER),
            entry("GetSnapshot", READER),
            entry("ListSnapshots", READER),
            entry("GetPeering", READER),
            entry("ListPeerings", READER),
            entry("GetFederation", READER),
            entry("GetBillingInfo", READER),
            entry("GetBillingReport", READER),
            entry("CreateCluster", OPERATOR),
            entry("UpdateCluster", OPERATOR),
            entry("GetConfig", OPERATOR), // holds the key of the gossip
            entry("CreateSnapshot", OPERATOR),
            entry("RenameSnapshot", OPERATOR),
            entry("DeleteCluster", ADMINISTRATOR),
            entry("CreateToken", ADMINISTRATOR), // opens the whole cluster
            entry("CreatePeering", ADMINISTRATOR), // lets another network reach the servers
            entry("DeletePeering", ADMINISTRATOR),
            entry("RestoreSnapshot", ADMINISTRATOR),
            entry("DeleteSnapshot", ADMINISTRATOR),
            entry("CreateFederationToken", ADMINISTRATOR));

    private Permissions() {}

    static Optional<Role> neededFor(String operation) {
        return Optional.ofNullable(NEEDED.get(operation));
    }
}
