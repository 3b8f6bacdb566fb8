package io.proconsul.gateway.application;

import io.proconsul.gateway.cluster.SpecReader;
import io.proconsul.gateway.cluster.SpecReader.Invalid;
import io.proconsul.gateway.cluster.SpecReader.Valid;
import io.proconsul.gateway.command.CommandLog;
import io.proconsul.gateway.command.Commands;
import io.proconsul.gateway.command.LogUnavailableException;
import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.limit.OpenSagas;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks for the cluster of an application as its deployment would have: the same command, under the same limits. */
@ApplicationScoped
public class Deployer {

    private final SpecReader specs;
    private final OpenSagas openSagas;
    private final CommandLog log;

    public Deployer(SpecReader specs, OpenSagas openSagas, CommandLog log) {
        this.specs = specs;
        this.openSagas = openSagas;
        this.log = log;
    }

    Settlement deploy(ManagedApplication application, Request origin) throws LogUnavailableException {
        var scope = application.managedGroup().cluster(DeploymentBody.clusterName(application));
        var reading = specs.read(scope, DeploymentBody.of(application));
        if (reading instanceof Invalid invalid) {
            return new Settlement.Undeployable(invalid.problems());
        }
        var busy = openSagas.admit(scope);
        if (busy.isPresent()) {
            return new Settlement.Postponed(busy.get());
        }
        log.append(Commands.create(scope, ((Valid) reading).spec(), application.billing(), origin));
        return new Settlement.Settled(1);
    }
}
