package io.proconsul.orchestrator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Results;
import io.proconsul.saga.Step;
import io.proconsul.saga.Step.OnFailure;
import io.proconsul.wire.AwaitServer;
import io.proconsul.wire.ChooseServer;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterGrowth;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.ConfigurationPublished;
import io.proconsul.wire.ConfigureServers;
import io.proconsul.wire.GrowCluster;
import io.proconsul.wire.IdentityCreated;
import io.proconsul.wire.InspectServers;
import io.proconsul.wire.IssueServerCertificates;
import io.proconsul.wire.LaunchServers;
import io.proconsul.wire.NetworkReady;
import io.proconsul.wire.OpenEndpoint;
import io.proconsul.wire.PublishDns;
import io.proconsul.wire.RemoveServer;
import io.proconsul.wire.Server;
import io.proconsul.wire.ServerAwaited;
import io.proconsul.wire.ServerCertificate;
import io.proconsul.wire.ServerCertificatesIssued;
import io.proconsul.wire.ServerChosen;
import io.proconsul.wire.ServersLaunched;
import io.proconsul.wire.StorageCreated;
import io.proconsul.wire.TerminateServers;
import io.proconsul.wire.WithdrawServers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three servers become five. */
class GrowClusterSagaTest {
    private static final Results NONE = step -> Optional.empty();
    private static final String VERSION = "v1.21.4";
    private static final Results DONE = results(Map.of(
            "choose-model",
            new ServerChosen(2),
            "find-network",
            new NetworkReady("hvn", "/subnets/servers", "/nsg"),
            "find-identity",
            new IdentityCreated("/identities/i", "principal", "client"),
            "find-storage",
            new StorageCreated("account", "/accounts/a", "https://blob/account", "config", "snapshots"),
            "issue-server-certificates",
            new ServerCertificatesIssued(List.of(certificate(3), certificate(4))),
            "configure-servers",
            new ConfigurationPublished(1L, List.of("0", "1", "2", "3", "4")),
            "launch-server-1",
            new ServersLaunched(servers(4)),
            "await-server-1",
            new ServerAwaited(3, "c-3", VERSION, true),
            "launch-server-2",
            new ServersLaunched(servers(5)),
            "await-server-2",
            new ServerAwaited(4, "c-4", VERSION, true)));

    private final GrowClusterSaga saga = new GrowClusterSaga();

    @Test
    void aServerFollowsTheOneBeforeAndClientsHearOfThemLast() {
        assertThat(ClusterSagas.definitions()
                        .newest("grow-cluster")
                        .orElseThrow()
                        .stepNames())
                .containsExactly(
                        "choose-model",
                        "find-network",
                        "find-identity",
                        "find-storage",
                        "issue-server-certificates",
                        "configure-servers",
                        "launch-server-1",
                        "await-server-1",
                        "launch-server-2",
                        "await-server-2",
                        "inspect-servers",
                        "publish-dns",
                        "open-endpoint");
    }

    @Test
    void onlyWhatIsNewIsMade() {
        var in = admitted(5, cluster(3));
        var ref = in.getCluster().getRef();

        assertThat(((ChooseServer) command("choose-model", in, NONE)).getDone()).isEmpty();
        assertThat(command("issue-server-certificates", in, NONE))
                .isEqualTo(new IssueServerCertificates(ref, 5, null, 3));
        assertThat(command("configure-servers", in, DONE))
                .isEqualTo(new ConfigureServers(ref, 2, 5, List.of(certificate(3), certificate(4))));
        assertThat(((LaunchServers) command("launch-server-1", in, DONE)).getServers())
                .isEqualTo(4);
        assertThat(((LaunchServers) command("launch-server-2", in, DONE)).getServers())
                .isEqualTo(5);
        assertThat(((PublishDns) command("publish-dns", in, DONE)).getServers()).hasSize(5);
        assertThat(((OpenEndpoint) command("open-endpoint", in, DONE)).getServers())
                .hasSize(5);
    }

    @Test
    void theNextServerWaitsUntilTheClusterIsWholeWithTheOneBefore() {
        var in = admitted(5, cluster(3));

        var first = (AwaitServer) command("await-server-1", in, DONE);
        var second = (AwaitServer) command("await-server-2", in, DONE);
        var all = (InspectServers) command("inspect-servers", in, DONE);

        assertThat(first.getIndex()).isEqualTo(3);
        assertThat(first.getAccess().getServers()).hasSize(4);
        assertThat(first.getConsulVersion()).isEqualTo(VERSION);
        assertThat(second.getIndex()).isEqualTo(4);
        assertThat(second.getAccess().getServers()).hasSize(5);
        assertThat(all.getDone()).extracting(ServerAwaited::getIndex).containsExactly(3, 4);
    }

    @Test
    void whatWasAddedGoesAndWhatWasThereStays() {
        var in = admitted(5, cluster(3));
        var ref = in.getCluster().getRef();

        assertThat(undo("configure-servers", in)).isEqualTo(new WithdrawServers(ref, 3, 5));
        assertThat(undo("launch-server-1", in)).isEqualTo(new TerminateServers(ref, 4, 3));
        assertThat(undo("launch-server-2", in)).isEqualTo(new TerminateServers(ref, 5, 4));
        var removal = (RemoveServer) undo("await-server-2", in);
        assertThat(removal.getIndex()).isEqualTo(4);
        assertThat(removal.getAccess().getServers()).isEqualTo(servers(3));
        assertThat(((PublishDns) undo("publish-dns", in)).getServers()).isEqualTo(servers(3));
        assertThat(((OpenEndpoint) undo("open-endpoint", in)).getServers()).isEqualTo(servers(3));
        assertThat(saga.failure(in, DONE)).as("the document stays as it was").isNull();
    }

    @Test
    void noStepThatFailsIsKept() {
        var definition = ClusterSagas.definitions().newest("grow-cluster").orElseThrow();

        assertThat(definition.steps())
                .allSatisfy(step -> assertThat(step.onFailure()).as(step.name()).isEqualTo(OnFailure.TURN_BACK));
    }

    @Test
    void theDocumentHasTheServersInTheEnd() {
        var in = admitted(5, cluster(3));

        var grown = (Cluster) saga.conclusion(in, DONE);

        assertThat(grown.getSpec().getServers()).isEqualTo(5);
        assertThat(grown.getServers()).isEqualTo(servers(5));
        assertThat(grown.getCertificates())
                .extracting(ServerCertificate::getIndex)
                .containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aDevelopmentClusterThatGrowsServesProduction() {
        var in = admitted(3, cluster(1));

        assertThat(in.getCluster().getSpec().getMode()).isEqualTo("DEVELOPMENT");
        assertThat(((Cluster) saga.conclusion(in, DONE)).getSpec().getMode()).isEqualTo("PRODUCTION");
    }

    @Test
    void theSizeThatIsThereTouchesNoServer() {
        var in = admitted(3, cluster(3));

        assertThat(((ChooseServer) command("choose-model", in, NONE)).getDone())
                .extracting(ServerAwaited::getIndex)
                .containsExactly(0, 1, 2);
        assertThat(command("issue-server-certificates", in, NONE))
                .isEqualTo(new IssueServerCertificates(in.getCluster().getRef(), 3, null, 3));
        assertThat(((LaunchServers) command("launch-server-2", in, DONE)).getServers())
                .isEqualTo(3);
        assertThat(((AwaitServer) command("await-server-1", in, DONE)).getIndex())
                .isEqualTo(-1);
        assertThat(undo("launch-server-2", in))
                .isEqualTo(new TerminateServers(in.getCluster().getRef(), 3, 3));
        assertThat(((RemoveServer) undo("await-server-1", in)).getIndex()).isEqualTo(-1);
        assertThat(saga.conclusion(in, DONE)).isEqualTo(in.getCluster());
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1, ClusterNotShrinkable",
        "5, 3, ClusterNotShrinkable",
        "3, 0, ClusterNotShrinkable",
        "1, 5, SizeNotReachable",
        "3, 4, SizeNotReachable",
        "5, 7, SizeNotReachable",
        "1, 2147483647, SizeNotReachable"
    })
    void anotherSizeIsRefusedWithTheReason(int present, int wanted, String code) {
        assertThat(refusal(wanted, cluster(present)).code()).isEqualTo(code);
    }

    @Test
    void aClusterWhoseUpdateFailedHalfWayIsUpdatedFirst() {
        var ahead = Cluster.newBuilder(cluster(3))
                .setServerVersions(Map.of("c-1", "v1.22.0"))
                .build();

        assertThat(refusal(5, ahead).code()).isEqualTo("UpdateUnfinished");
    }

    private static ClusterGrowth admitted(int servers, Cluster cluster) {
        return ((Admission.Admitted<ClusterGrowth>) Growth.admit(new GrowCluster(servers), cluster)).input();
    }

    private static io.proconsul.saga.Rejection refusal(int servers, Cluster cluster) {
        return ((Admission.Refused<ClusterGrowth>) Growth.admit(new GrowCluster(servers), cluster)).rejection();
    }

    private static Object command(String name, ClusterGrowth in, Results got) {
        return step(name).command().apply(in, got);
    }

    private static Object undo(String name, ClusterGrowth in) {
        return Objects.requireNonNull(step(name).compensation()).apply(in);
    }

    @SuppressWarnings("unchecked")
    private static Step<ClusterGrowth, ?> step(String name) {
        return (Step<ClusterGrowth, ?>)
                ClusterSagas.definitions().newest("grow-cluster").orElseThrow().step(name);
    }

    private static Results results(Map<String, Object> replies) {
        return step -> Optional.ofNullable(replies.get(step.name()));
    }

    private static ServerCertificate certificate(int index) {
        return new ServerCertificate(index, "CN=server", "0" + index, Instant.EPOCH, "pem", "vault:v1:k");
    }

    private static List<Server> servers(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> new Server(index, "c-" + index, Integer.toString(index % 3 + 1), "10.0.0." + index))
                .toList();
    }

    private static Cluster cluster(int servers) {
        return Cluster.newBuilder()
                .setRef(new ClusterRef("c", "t", "s", "g", "n", "westeurope", "dc1"))
                .setSpec(ClusterSpec.newBuilder(Specifications.SMALL)
                        .setConsulVersion(VERSION)
                        .setServers(servers)
                        .setMode(servers == 1 ? "DEVELOPMENT" : "PRODUCTION")
                        .build())
                .setServers(servers(servers))
                .setCertificates(IntStream.range(0, servers)
                        .mapToObj(GrowClusterSagaTest::certificate)
                        .toList())
                .build();
    }
}
