package io.proconsul.cli.demo;

import static io.proconsul.cli.demo.DemoRun.SUBSCRIPTION;
import static io.proconsul.cli.demo.DemoRun.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.proconsul.local.deployment.Credentials;
import io.proconsul.local.deployment.Installation;
import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.deployment.StackOptions.Extent;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.stack.LocalStack;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two managed applications in the whole system, of which the second one's cluster joins the first one's. */
@Tag("soak")
class FederationIT {
    private static final StackOptions ALL = new StackOptions(1, Cloud.QUICK, Extent.ALL);
    private static final Duration LIMIT = Duration.ofMinutes(15);

    @TempDir
    private static Path folder = Path.of("");

    private static LocalStack stack = new LocalStack(new Installation(Path.of("..")), new StateFolder(folder));

    private final Clock clock = Clock.systemUTC();
    private final Customer first = customer("federation-one");
    private final Customer second = customer("federation-two");

    @BeforeAll
    static void up() throws InterruptedException {
        stack = new LocalStack(new Installation(Path.of("..")), new StateFolder(folder));
        stack.up(ALL, status -> {});
    }

    @AfterAll
    static void down() throws InterruptedException {
        stack.down();
    }

    @Test
    void aSecondClusterJoinsIsOpenedByTheFirstOnesTokenAndLeaves() throws Exception {
        // given
        var primary = follow(first, "create-cluster", () -> first.subscribe(1));

        // when
        var token = act(first, "createFederationToken").path("federationToken").asText();
        var secondary = follow(
                second,
                "create-secondary",
                () -> second.subscribe(
                        1,
                        Map.of(
                                "consulDataCenter",
                                "dc2",
                                "consulVnetCidr",
                                "172.25.17.0/24",
                                "federationToken",
                                token)));

        // then
        assertThat(secondary.getPhase()).isEqualTo("RUNNING");
        for (var customer : new Customer[] {first, second}) {
            var federation = act(customer, "getFederation");
            assertThat(federation.path("state").asText()).isEqualTo("RUNNING");
            assertThat(federation.at("/primaryDatacenter/name").asText()).isEqualTo("federation-one");
            assertThat(federation.path("secondaryDatacenters").findValuesAsText("name"))
                    .containsExactly("federation-two");
        }
        var master = act(first, "createToken").at("/masterToken/secretId").asText();
        var user = user(document(primary));
        await().atMost(LIMIT).until(() -> user.put("greeting?dc=dc2", "hello", master) == 200);
        assertThat(user(document(secondary)).get("greeting", master)).isEqualTo("hello");

        // when
        var gone = follow(second, "delete-secondary", second::cancelSubscription);

        // then
        assertThat(gone.getPhase()).isEqualTo("DELETED");
        assertThat(follow(first, "delete-cluster", first::cancelSubscription).getPhase())
                .isEqualTo("DELETED");
    }

    /** What a customer does. */
    @FunctionalInterface
    private interface Action {
        void perform() throws InterruptedException;
    }

    /** The cluster when the operation that the action leads to has ended. */
    private ClusterState follow(Customer customer, String operation, Action action) throws InterruptedException {
        try (var feed = ClusterFeed.of(stack.status().orElseThrow(), customer.clusterKey())) {
            action.perform();
            var view = new PlainProgress(new PrintWriter(new StringWriter()));
            var ending = new Course(feed, view, clock, LIMIT).follow(operation, Optional::empty);
            assertThat(ending.operation().getStatus())
                    .as(String.valueOf(ending.operation().getError()))
                    .isEqualTo("SUCCEEDED");
            return ending.cluster();
        }
    }

    private static JsonNode act(Customer customer, String action) throws InterruptedException {
        return await().atMost(LIMIT)
                .until(() -> customer.act(action, Map.of()), Optional::isPresent)
                .orElseThrow();
    }

    private static Cluster document(ClusterState state) {
        return Payloads.unpack(Objects.requireNonNull(state.getDocument()), Cluster.class);
    }

    private static ConsulUser user(Cluster cluster) throws IOException {
        var ca = folder.resolve(cluster.getRef().getDatacenter() + ".pem");
        Files.writeString(ca, cluster.getCaPem());
        return new ConsulUser(
                ca, cluster.getServers().get(0).getAddress(), cluster.getRef().getDatacenter());
    }

    private Customer customer(String name) {
        var status = stack.status().orElseThrow();
        var login = new Credentials(stack.state()).azure("customer");
        return new Customer(ArmClient.of(status, TENANT, login, clock), TENANT, SUBSCRIPTION, name);
    }
}
