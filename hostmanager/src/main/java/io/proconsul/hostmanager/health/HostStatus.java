package io.proconsul.hostmanager.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the health endpoint. The first field is the one that Azure's Application Health extension reads; while
 * there is nothing to judge yet it is left out, which the extension reports as Initializing or Unknown.
 *
 * @param reason of the state, in words
 * @param warnings what an operator should look at although Consul runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HostStatus(
        @JsonProperty("ApplicationHealthState") @Nullable String applicationHealthState,
        State state,
        String reason,
        long generation,
        long loadedGeneration,
        String consulVersion,
        @Nullable Long consulPid,
        @Nullable String certificateSerial,
        @Nullable String certificateNotAfter,
        @Nullable String lastContact,
        List<String> warnings) {

    public HostStatus {
        warnings = List.copyOf(warnings);
    }

    HostStatus warningToo(Optional<String> warning) {
        return warning.isEmpty()
                ? this
                : new HostStatus(
                        applicationHealthState,
                        state,
                        reason,
                        generation,
                        loadedGeneration,
                        consulVersion,
                        consulPid,
                        certificateSerial,
                        certificateNotAfter,
                        lastContact,
                        Stream.concat(warnings.stream(), warning.stream()).toList());
    }

    /** WAITING for a first configuration, STARTING Consul, HEALTHY, UNHEALTHY. */
    public enum State {
        WAITING,
        STARTING,
        HEALTHY,
        UNHEALTHY
    }
}
