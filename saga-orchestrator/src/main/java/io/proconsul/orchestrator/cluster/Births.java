package io.proconsul.orchestrator.cluster;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Subject;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.Scope;

/** Whether a cluster may be made, and what it is before anything of it is there. */
final class Births {
    private Births() {}

    static Admission<Cluster> admit(ClusterSpec spec, Subject subject) {
        if (subject.phase().equals(Phases.RUNNING)) {
            return Admission.refused(
                    "PropertyChangeNotAllowed",
                    "expected the properties with which the cluster was created; a running cluster is changed by"
                            + " the update action, or deleted and created again");
        }
        var scope = subject.identity(Scope.class);
        var ref = new ClusterRef(
                Ids.clusterId(scope, subject.incarnation()),
                scope.getTenantId(),
                scope.getSubscriptionId(),
                scope.getResourceGroup(),
                scope.getClusterName(),
                spec.getLocation(),
                spec.getDatacenter());
        return Admission.admitted(Cluster.newBuilder().setRef(ref).setSpec(spec).build());
    }
}
