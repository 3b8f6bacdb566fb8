package io.proconsul.local.stack.service;

import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.Environment;
import io.proconsul.local.deployment.Readiness;
import io.proconsul.local.deployment.ServiceDefinition;
import io.proconsul.local.kafka.JavaCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What our own services have in common as processes. */
final class QuarkusService {
    private QuarkusService() {}

    /** @param module the folder that it is built in */
    static ServiceDefinition of(
            Deployment deployment, String name, String module, int heapMegabytes, Set<String> after, Environment env) {
        var arguments = new ArrayList<>(Settings.trust(deployment));
        arguments.addAll(List.of("-jar", deployment.programs().service(module).toString()));
        return new ServiceDefinition(
                name,
                after,
                JavaCommand.java(heapMegabytes, arguments.toArray(String[]::new)),
                env,
                Readiness.http(deployment.http(name) + "/q/health/ready"),
                deployment.http(name));
    }
}
