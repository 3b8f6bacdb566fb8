package io.proconsul.worker.infra;

import io.proconsul.worker.Activity;
import io.proconsul.worker.Dependencies;
import io.proconsul.worker.FailureClassifier;
import io.proconsul.worker.Failures;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.access.GrantAccessActivity;
import io.proconsul.worker.infra.access.RevokeAccessActivity;
import io.proconsul.worker.infra.access.RoleAssignments;
import io.proconsul.worker.infra.arm.AzureFailures;
import io.proconsul.worker.infra.arm.Converger;
import io.proconsul.worker.infra.arm.Remover;
import io.proconsul.worker.infra.arm.Resources;
import io.proconsul.worker.infra.configuration.ClientConfigCipher;
import io.proconsul.worker.infra.configuration.ConfigureServersActivity;
import io.proconsul.worker.infra.configuration.ConsulPrograms;
import io.proconsul.worker.infra.configuration.ManifestSigner;
import io.proconsul.worker.infra.configuration.Manifests;
import io.proconsul.worker.infra.configuration.ProvideConsulActivity;
import io.proconsul.worker.infra.configuration.PublishClientConfigurationActivity;
import io.proconsul.worker.infra.configuration.PublishConfigurationActivity;
import io.proconsul.worker.infra.configuration.UpdateServerActivity;
import io.proconsul.worker.infra.configuration.WithdrawClientConfigurationActivity;
import io.proconsul.worker.infra.configuration.WithdrawConfigurationActivity;
import io.proconsul.worker.infra.configuration.WithdrawServersActivity;
import io.proconsul.worker.infra.dns.DnsConfig;
import io.proconsul.worker.infra.dns.PublishDnsActivity;
import io.proconsul.worker.infra.dns.WithdrawDnsActivity;
import io.proconsul.worker.infra.endpoint.CloseEndpointActivity;
import io.proconsul.worker.infra.endpoint.OpenEndpointActivity;
import io.proconsul.worker.infra.federation.PeerNetworksActivity;
import io.proconsul.worker.infra.federation.UnpeerNetworksActivity;
import io.proconsul.worker.infra.group.Leftovers;
import io.proconsul.worker.infra.group.ReleaseResourceGroupActivity;
import io.proconsul.worker.infra.group.ReserveResourceGroupActivity;
import io.proconsul.worker.infra.group.ResourceGroups;
import io.proconsul.worker.infra.identity.CreateIdentityActivity;
import io.proconsul.worker.infra.identity.DeleteIdentityActivity;
import io.proconsul.worker.infra.network.DeleteNetworkActivity;
import io.proconsul.worker.infra.network.PrepareNetworkActivity;
import io.proconsul.worker.infra.peering.BeginPeeringActivity;
import io.proconsul.worker.infra.peering.CompletePeeringActivity;
import io.proconsul.worker.infra.peering.RemovePeeringsActivity;
import io.proconsul.worker.infra.servers.LaunchServersActivity;
import io.proconsul.worker.infra.servers.PrivateAddresses;
import io.proconsul.worker.infra.servers.ServersConfig;
import io.proconsul.worker.infra.servers.TerminateServersActivity;
import io.proconsul.worker.infra.storage.BlobContainers;
import io.proconsul.worker.infra.storage.CreateStorageActivity;
import io.proconsul.worker.infra.storage.DeleteStorageActivity;
import io.proconsul.worker.secrets.TransitSecrets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** All activities, wired by hand, and an orchestrator of one step at a time. */
final class Worker {

    static final DnsConfig DNS = Configs.of(
            DnsConfig.class,
            Map.of(
                    "proconsul.dns.subscription-id", Fixtures.SUBSCRIPTION,
                    "proconsul.dns.resource-group", "proconsul-control",
                    "proconsul.dns.zone", "consul.example.net"));

    final FakeTransit transit = new FakeTransit();
    final BlobContainers containers;
    private final String clusterId;
    private final Map<Class<?>, Activity<?>> activities;
    private final Failures failures = new Failures(List.<FailureClassifier>of(new AzureFailures()));
    private final AtomicLong epoch = new AtomicLong();

    Worker(LocalAzure azure, String principal, String clusterId) {
        this.clusterId = clusterId;
        var dependencies = Configs.dependencies(Map.of());
        var resources = azure.resources(principal);
        var assignments = new RoleAssignments(resources);
        this.containers = new BlobContainers(resources, azure.access(principal), azure.config(), dependencies);
        this.activities = Stream.of(
                        arm(
                                resources,
                                assignments,
                                servers(azure),
                                azure.config().pollInterval()),
                        blobs(dependencies, new ConsulPrograms(servers(azure))))
                .flatMap(List::stream)
                .collect(Collectors.toMap(Activity::command, activity -> activity));
    }

    /** With programs of Consul below the folder of Azure's state. */
    private static ServersConfig servers(LocalAzure azure) {
        return Configs.of(
                ServersConfig.class,
                Map.of(
                        "proconsul.servers.image-id",
                        "/subscriptions/x/resourceGroups/y/providers/Microsoft.Compute/galleries/g/images/consul",
                        "proconsul.servers.consul-programs",
                        azure.programs().toString()));
    }

    private static List<Activity<?>> arm(
            Resources resources, RoleAssignments assignments, ServersConfig servers, Duration poll) {
        var converger = new Converger(resources, poll);
        var remover = new Remover(resources, poll);
        var groups = new ResourceGroups(resources);
        return List.of(
                new ReserveResourceGroupActivity(groups),
                new ReleaseResourceGroupActivity(groups, new Leftovers(resources, assignments), remover),
                new PrepareNetworkActivity(converger),
                new DeleteNetworkActivity(remover),
                new PeerNetworksActivity(converger),
                new UnpeerNetworksActivity(remover),
                new BeginPeeringActivity(converger, resources),
                new CompletePeeringActivity(converger, resources),
                new RemovePeeringsActivity(remover),
                new CreateIdentityActivity(converger),
                new DeleteIdentityActivity(remover),
                new CreateStorageActivity(converger),
                new DeleteStorageActivity(remover),
                new GrantAccessActivity(converger),
                new RevokeAccessActivity(assignments, remover),
                new LaunchServersActivity(converger, new PrivateAddresses(resources), servers),
                new TerminateServersActivity(remover),
                new PublishDnsActivity(converger, DNS),
                new WithdrawDnsActivity(remover, DNS),
                new OpenEndpointActivity(converger, DNS),
                new CloseEndpointActivity(remover, DNS));
    }

    private List<Activity<?>> blobs(Dependencies dependencies, ConsulPrograms programs) {
        var secrets = new TransitSecrets(transit, dependencies);
        var manifests = new Manifests(new ManifestSigner(transit, dependencies));
        return List.of(
                new PublishConfigurationActivity(containers, secrets, manifests, programs),
                new ProvideConsulActivity(containers, programs),
                new UpdateServerActivity(containers, manifests),
                new ConfigureServersActivity(containers, secrets, manifests),
                new WithdrawServersActivity(containers),
                new WithdrawConfigurationActivity(containers),
                new PublishClientConfigurationActivity(
                        containers, secrets, new ClientConfigCipher(transit, dependencies), DNS),
                new WithdrawClientConfigurationActivity(containers));
    }

    /** One attempt, afresh. */
    Outcome attempt(SpecificRecord command) {
        return attempt(command, null);
    }

    /** Attempts until the step is done or has failed. */
    Outcome run(SpecificRecord command) {
        var last = new Outcome[] {attempt(command)};
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (last[0] instanceof Outcome.Pending pending) {
                        last[0] = attempt(command, pending.continuation());
                    }
                    return !(last[0] instanceof Outcome.Pending);
                });
        return last[0];
    }

    /** The reply of a step that must succeed. */
    <R> R reply(Class<R> type, SpecificRecord command) {
        var outcome = run(command);
        if (outcome instanceof Outcome.Succeeded succeeded) {
            return type.cast(succeeded.reply());
        }
        throw new AssertionError(command.getClass().getSimpleName() + " ended as " + outcome);
    }

    private Outcome attempt(SpecificRecord command, @Nullable String continuation) {
        var activity = activities.get(command.getClass());
        if (activity == null) {
            throw new AssertionError("no activity performs " + command.getClass());
        }
        try {
            return perform(activity, command, continuation);
        } catch (RuntimeException e) {
            return failures.outcomeOf(e);
        }
    }

    private <C extends SpecificRecord> Outcome perform(
            Activity<C> activity, SpecificRecord command, @Nullable String continuation) {
        return activity.perform(
                activity.command().cast(command), Fixtures.attempt(clusterId, epoch.incrementAndGet(), continuation));
    }
}
