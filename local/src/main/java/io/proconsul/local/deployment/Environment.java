package io.proconsul.local.deployment;

import java.util.Map;

/**
 * A service's configuration as environment variables. It is asked for at each launch, after everything that the service
 * needs is ready: some of it, such as credentials, is made by those.
 */
@FunctionalInterface
public interface Environment {
    Map<String, String> variables();
}
