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
        return of(deployment, name, module, heapMegabytes, after, env, deployment.http(name), name);
    }

    /**
     * The same for one that answers in one place and tells how it is in another.
     *
     * @param url where it answers
     * @param health the listener that tells
     */
    static ServiceDefinition of(
            Deployment deployment,
            String name,
            String module,
            int heapMegabytes,
            Set<String> after,
            Environment env,
            String url,
            String health) {
        var arguments = new ArrayList<>(Settings.trust(deployment));
        arguments.addAll(deployment.options().javaOptions());
        arguments.addAll(List.of("-jar", deployment.programs().service(module).toString()));
        return new ServiceDefinition(
                name,
                after,
                JavaCommand.java(heapMegabytes, arguments.toArray(String[]::new)),
                env,
                Readiness.http(deployment.http(health) + "/q/health/ready"),
                url);
    }
}
