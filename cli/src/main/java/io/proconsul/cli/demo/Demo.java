package io.proconsul.cli.demo;

import io.proconsul.cli.demo.Witness.Operation;
import io.proconsul.local.deployment.Credentials;
import io.proconsul.local.secrets.Secret;
import io.proconsul.local.stack.LocalStack;
import io.proconsul.local.stack.StackStatus;
import io.proconsul.orchestrator.cluster.CreateClusterSaga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.Server;
import io.proconsul.wire.StepView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One run: subscribe, watch the cluster being made, look at it, open it, cancel, watch it go, and look for what is left. */
final class Demo {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final LocalStack stack;
    private final StackStatus status;
    private final Customer customer;
    private final Course course;
    private final Witness witness;
    private final PrintWriter out;
    private final Clock clock;
    private final Patience patience;

    Demo(
            LocalStack stack,
            StackStatus status,
            Customer customer,
            Course course,
            Witness witness,
            PrintWriter out,
            Clock clock) {
        this.stack = stack;
        this.status = status;
        this.customer = customer;
        this.course = course;
        this.witness = witness;
        this.out = out;
        this.clock = clock;
        this.patience = new Patience(clock, LIMIT);
    }

    /** @param fault what is to go wrong */
    DemoReport run(int servers, Optional<StepFault> fault, Duration up) throws IOException, InterruptedException {
        Files.deleteIfExists(stack.state().faults());
        if (fault.isPresent()) {
            Files.writeString(stack.state().faults(), fault.get().script());
        }
        var before = witness.resources();
        int blobsBefore = witness.blobsLeft();

        out.printf("%nSubscribing to a managed application, which creates a cluster of %d server(s):%n", servers);
        var begin = clock.instant();
        customer.subscribe(servers);
        var created = course.follow("create-cluster", this::applicationFailed);
        var ended = Optional.ofNullable(created.operation().getEndedAt()).orElseGet(clock::instant);
        var createTime = Duration.between(begin, ended);
        awaitApplication();
        var state = created.cluster().getPhase();
        var document = document(created);
        var operations = witness.operations();
        var boot = boot(created, document);
        var application = CloudWork.ofApplication(begin, operations);
        var saga = created.operation();
        var plainPath = application.plus(criticalPath(CloudWork.of(saga, operations, Operation::end), boot));
        var criticalPath = application.plus(criticalPath(CloudWork.of(saga, operations, Operation::knownEnd), boot));
        int leftByCompensation = state.equals("FAILED") ? left(before) : 0;
        describe(created, document, createTime);
        var network = customer.network(patience);
        var use = state.equals("RUNNING") && document.isPresent() ? use(document.get(), network) : Use.NONE;
        var secrets = Stream.concat(KnownSecrets.of(stack.state()).stream(), use.tokens().stream())
                .toList();
        Files.deleteIfExists(stack.state().faults());

        out.printf("%nCancelling the subscription, which deletes the cluster:%n");
        var deleteBegin = clock.instant();
        customer.cancelSubscription();
        if (!created.cluster().getPhase().equals("FAILED")) {
            course.follow("delete-cluster", Optional::empty);
        }
        patience.until("the application", () -> customer.state().isEmpty());
        var deleteTime = Duration.between(deleteBegin, clock.instant());
        int peeringsLeft = network.peerings();
        customer.deleteGroup();
        patience.until("the resource group", () -> !customer.hasGroup());

        var resources = witness.resources().since(before);
        int blobs = witness.blobsLeft() - blobsBefore;
        out.printf("%nLooking for %d known secrets ...%n", secrets.size());
        var scan = SecretSearch.of(stack, status, secrets);
        var report = new DemoReport(
                state,
                servers,
                zones(document),
                DemoReport.seconds(createTime),
                DemoReport.seconds(criticalPath),
                DemoReport.seconds(plainPath),
                DemoReport.seconds(boot),
                resources.created(),
                resources.left().size(),
                blobs,
                secrets.size(),
                scan.found().size(),
                DemoReport.seconds(deleteTime),
                leftByCompensation,
                use.tokens().size(),
                use.peering(),
                peeringsLeft,
                use.restored(),
                use.upgraded().version(),
                use.upgraded().leastUp(),
                use.upgraded().writes(),
                use.grownTo(),
                DemoReport.seconds(up));
        new Findings(out).print(report, resources.left(), scan);
        return report;
    }

    private static Duration criticalPath(Map<String, Duration> cloud, Duration boot) {
        cloud.put("await-quorum", boot);
        return CriticalPath.of(new CreateClusterSaga().define(new SagaBuilder<>()), cloud);
    }

    private Optional<String> applicationFailed() throws InterruptedException {
        var state = customer.state();
        return state.equals("Failed")
                ? Optional.of("Azure could not deploy the application; see ./proconsul logs api-gateway")
                : Optional.empty();
    }

    private void awaitApplication() throws InterruptedException {
        patience.until("the end of the deployment", () -> List.of("Succeeded", "Failed")
                .contains(customer.state()));
    }

    private static Optional<Cluster> document(Course.Ending ending) {
        return Optional.ofNullable(ending.cluster().getDocument())
                .map(payload -> Payloads.unpack(payload, Cluster.class));
    }

    private void describe(Course.Ending ending, Optional<Cluster> document, Duration time)
            throws IOException, InterruptedException {
        var state = ending.cluster().getPhase();
        out.printf(
                "%n%s after %.1f s; the API says operation %s is %s%n",
                state,
                time.toMillis() / 1000.0,
                ending.operation().getOperationId(),
                customer.operation(ending.operation().getOperationId()));
        var error = ending.operation().getError();
        if (error != null) {
            out.printf("  %s: %s%n", error.getCode(), error.getMessage());
        }
        if (state.equals("RUNNING") && document.isPresent()) {
            new ClusterPortrait(out, stack.state()).print(document.get(), customer);
            patience.until("the first hour on the bill", () -> customer.hoursBilled() > 0);
        }
    }

    /** What still carries the cluster; the application, its groups and the publisher's permissions are the customer's. */
    private int left(Witness.Resources before) throws InterruptedException {
        return (int) witness.resources().since(before).left().stream()
                .filter(id -> !customer.owns(id))
                .count();
    }

    private static List<Integer> zones(Optional<Cluster> document) {
        return document.map(Cluster::getServers).orElse(List.of()).stream()
                .map(Server::getZone)
                .map(Integer::valueOf)
                .toList();
    }

    /** How long the control plane had nothing to do but wait for the machines. */
    private Duration boot(Course.Ending created, Optional<Cluster> document) {
        var begin = created.operation().getSteps().stream()
                .filter(step -> step.getName().equals("await-quorum"))
                .findFirst()
                .map(StepView::getStartedAt);
        var end = document.map(Cluster::getServers)
                .filter(servers -> !servers.isEmpty())
                .flatMap(new MachineLogs(stack.state().machines())::quorum);
        return begin.isPresent() && end.filter(begin.get()::isBefore).isPresent()
                ? Duration.between(begin.get(), end.get())
                : Duration.ZERO;
    }

    /**
     * What users did with the cluster.
     *
     * @param tokens that they were given
     * @param peering of the cluster's network with theirs, in Azure's word
     * @param restored the snapshots that it was put back to
     * @param upgraded where they took it
     * @param grownTo how many servers they gave it
     */
    private record Use(List<Secret> tokens, String peering, int restored, UpgradeTrial.Upgraded upgraded, int grownTo) {
        static final Use NONE = new Use(List.of(), "", 0, UpgradeTrial.Upgraded.NONE, 0);
    }

    private Use use(Cluster cluster, OwnNetwork network) throws InterruptedException {
        var logs = customer.logBox(patience);
        logs.order(); // takes a while
        var opened = new TokenTrial(customer, stack.state(), out, patience).of(cluster);
        network.open(new Credentials(stack.state()).azure("infra").objectId());
        var peering = new PeeringTrial(customer, network, out, patience).run();
        new SnapshotTrial(customer, opened, out, patience).run();
        var upgraded = new UpgradeTrial(customer, logs, stack.state(), out, patience).run(cluster, opened.token());
        int grownTo = new GrowthTrial(customer, opened, stack.state(), out, patience).run(cluster);
        return new Use(opened.secrets(), peering, 1, upgraded, grownTo);
    }
}
