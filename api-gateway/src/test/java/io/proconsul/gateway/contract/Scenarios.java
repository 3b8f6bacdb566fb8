package io.proconsul.gateway.contract;

import static org.awaitility.Awaitility.await;

import io.proconsul.gateway.GatewayProfile;
import io.proconsul.gateway.InMemoryKafka;
import io.proconsul.gateway.Samples;
import io.proconsul.gateway.TestGroup;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.ClusterEvent;
import io.proconsul.wire.ErrorDetail;
import io.proconsul.wire.Peering;
import io.proconsul.wire.Snapshot;
import io.proconsul.wire.Verdict;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;

/** Every operation, in each of the states in which it answers otherwise. */
final class Scenarios {

    private static final String FIRST = "{\"snapshotId\":\"first\"}";
    private static final String SECOND = "{\"snapshotId\":\"second\"}";
    private static final Instant TAKEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final Snapshot READY = Snapshot.newBuilder()
            .setId("first")
            .setName("nightly")
            .setKind("MANUAL")
            .setBlob("first.snap")
            .setConsulIndex(42)
            .setBytes(5_000_000_000L)
            .setSha256("00ff")
            .setRequestedAt(TAKEN)
            .setTakenAt(TAKEN)
            .setRestoredAt(TAKEN)
            .setProductVersion("1.21.4")
            .build();
    private static final Snapshot WANTED = Snapshot.newBuilder(READY)
            .setId("second")
            .setState("CREATING")
            .setSha256("")
            .setProductVersion("")
            .setRestoredAt(null)
            .build();

    private static final String HUB = "{\"peeringId\":\"hub\"}";
    private static final Peering CONNECTED = new Peering("hub", "/virtualNetworks/hub", "READY", "Connected", TAKEN);
    private static final Peering BEGUN = new Peering("spoke", "/virtualNetworks/spoke", "CREATING", "", TAKEN);

    private static final String UPDATE = "{\"update\":{\"consulVersion\":\"v1.22.0\"}}";

    private Scenarios() {}

    /**
     * One request and what it is answered with.
     *
     * @param operation by its id in the descriptions
     * @param play brings it about, in a resource group of its own
     */
    record Scenario(String operation, String name, int status, Function<Stage, Response> play) {

        @Override
        public String toString() {
            return "%s, %s: %d".formatted(operation, name, status);
        }
    }

    /** Where a scenario is played. */
    record Stage(InMemoryKafka kafka, TestGroup group) {

        static Stage in(InMemoryKafka kafka) {
            return new Stage(kafka, new TestGroup(kafka));
        }
    }

    static List<Scenario> all() {
        return List.of(
                of("ResourceNotification", "an application", 200, at -> notification(GatewayProfile.SIG, note())),
                of("ResourceNotification", "no application", 400, at -> notification(GatewayProfile.SIG, "{}")),
                of("ResourceNotification", "a stranger", 401, at -> notification("wrong", note())),
                of("ListClusters", "none", 200, at -> at.group().get("consulClusters")),
                of("ListClusters", "one", 200, at -> running(at).get("consulClusters")),
                of("ListClusters", "a page", 200, Scenarios::page),
                of("ListClusters", "a page of nothing", 400, at -> at.group().get("consulClusters?$top=0")),
                of("GetCluster", "under way", 202, at -> at.group().creating().get(TestGroup.CLUSTER)),
                of("GetCluster", "running", 200, at -> running(at).get(TestGroup.CLUSTER)),
                of("GetCluster", "unknown", 404, at -> at.group().get(TestGroup.CLUSTER)),
                of("CreateCluster", "begun", 202, at -> at.group().put(TestGroup.BODY)),
                of("CreateCluster", "undecided", 202, at -> at.group()
                        .unanswered()
                        .put(TestGroup.BODY)),
                of("CreateCluster", "there already", 200, Scenarios::createAgain),
                of("CreateCluster", "without region", 400, at -> at.group().put("{}")),
                of("CreateCluster", "with another body", 409, at -> refused(at, "PropertyChangeNotAllowed")),
                of("CreateCluster", "seen otherwise", 412, at -> refused(at, "PreconditionFailed")),
                of("CreateCluster", "without Kafka", 503, Scenarios::createWithoutKafka),
                of("DeleteCluster", "begun", 200, at -> running(at).delete()),
                of("DeleteCluster", "nothing there", 204, at -> at.group().delete()),
                of("DeleteCluster", "as reader", 403, Scenarios::deleteAsReader),
                act("GetConfig", "running", 200, "config", "{}", Scenarios::running),
                act("GetConfig", "under way", 409, "config", "{}", at -> at.group()
                        .creating()),
                act("GetConfig", "unknown", 404, "config", "{}", Stage::group),
                act("CreateToken", "running", 200, "createToken", "{}", at -> running(at)
                        .prompt()),
                act("CreateToken", "under way", 409, "createToken", "{}", at -> at.group()
                        .creating()),
                act("CreateSnapshot", "begun", 200, "createSnapshot", "{\"name\":\"n\"}", Scenarios::running),
                act("CreateSnapshot", "undecided", 200, "createSnapshot", "{\"name\":\"n\"}", Scenarios::unanswered),
                act("CreateSnapshot", "nameless", 400, "createSnapshot", "{}", Scenarios::running),
                act("GetSnapshot", "ready", 200, "getSnapshot", FIRST, Scenarios::running),
                act("GetSnapshot", "being taken", 200, "getSnapshot", SECOND, Scenarios::running),
                act("GetSnapshot", "unknown", 404, "getSnapshot", "{\"snapshotId\":\"x\"}", Scenarios::running),
                act("ListSnapshots", "two", 200, "listSnapshots", "{}", Scenarios::running),
                act("ListSnapshots", "none", 200, "listSnapshots", "{}", at -> at.group()
                        .running()),
                act("ListSnapshots", "no cluster", 404, "listSnapshots", "{}", Stage::group),
                act("RenameSnapshot", "done", 200, "renameSnapshot", renamed(), at -> running(at)
                        .prompt()),
                act("RenameSnapshot", "nameless", 400, "renameSnapshot", FIRST, Scenarios::running),
                act("DeleteSnapshot", "begun", 200, "deleteSnapshot", FIRST, Scenarios::running),
                act("DeleteSnapshot", "idless", 400, "deleteSnapshot", "{}", Scenarios::running),
                act("RestoreSnapshot", "begun", 200, "restoreSnapshot", FIRST, Scenarios::running),
                act("RestoreSnapshot", "idless", 400, "restoreSnapshot", "{}", Scenarios::running),
                of("CreatePeering", "begun", 200, at -> running(at).act("createPeering", network(at))),
                act("CreatePeering", "with nothing", 400, "createPeering", "{}", Scenarios::running),
                of("GetPeering", "connected", 200, at -> peered(at, "getPeering", HUB)),
                act("GetPeering", "unknown", 404, "getPeering", HUB, Scenarios::running),
                of("ListPeerings", "two", 200, at -> peered(at, "listPeerings", "{}")),
                act("ListPeerings", "none", 200, "listPeerings", "{}", Scenarios::running),
                act("ListPeerings", "no cluster", 404, "listPeerings", "{}", Stage::group),
                act("DeletePeering", "begun", 200, "deletePeering", HUB, Scenarios::running),
                act("DeletePeering", "idless", 400, "deletePeering", "{}", Scenarios::running),
                act("ListConsulUpgradeVersions", "some", 200, "listConsulUpgradeVersions", "{}", Scenarios::running),
                act("ListConsulUpgradeVersions", "no cluster", 404, "listConsulUpgradeVersions", "{}", Stage::group),
                act("UpdateCluster", "begun", 200, "update", UPDATE, Scenarios::running),
                act("UpdateCluster", "of nothing", 400, "update", "{}", Scenarios::running),
                act("CreateFederationToken", "running", 200, "createFederationToken", "{}", Scenarios::running),
                act("CreateFederationToken", "under way", 409, "createFederationToken", "{}", at -> at.group()
                        .creating()),
                of("GetFederation", "of two", 200, Scenarios::federation),
                act("GetFederation", "on its own", 400, "getFederation", "{}", Scenarios::running),
                of("GetOperation", "under way", 200, at -> operation(at, begun(at))),
                of("GetOperation", "undecided", 200, Scenarios::operationUndecided),
                of("GetOperation", "done", 200, Scenarios::operationDone),
                of("GetOperation", "failed", 200, Scenarios::operationFailed),
                of("GetOperation", "unknown", 404, at -> operation(at, "x")),
                of("GetBillingInfo", "an hour", 200, at -> billed(at, "billingInfo", "{}")),
                of("GetBillingInfo", "never a cluster", 404, at -> at.group().act("billingInfo", "{}")),
                of("GetBillingReport", "this month", 200, Scenarios::report),
                of("GetBillingReport", "no month", 400, at -> at.group().act("billingReport", "{}")));
    }

    private static Scenario of(String operation, String name, int status, Function<Stage, Response> play) {
        return new Scenario(operation, name, status, play);
    }

    private static Scenario act(
            String operation, String name, int status, String action, String body, Function<Stage, TestGroup> scene) {
        return of(operation, name, status, at -> scene.apply(at).act(action, body));
    }

    private static TestGroup running(Stage at) {
        return at.group().running(READY, WANTED);
    }

    private static TestGroup unanswered(Stage at) {
        return running(at).unanswered();
    }

    private static Response notification(String sig, String body) {
        return TestGroup.request()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/consulama/2021-04-23/notifications/resource?sig=" + sig);
    }

    private static String note() {
        return "{\"eventType\":\"PUT\",\"provisioningState\":\"Accepted\",\"applicationId\":\"%s\",\"eventTime\":\"x\"}"
                .formatted(Samples.APPLICATION);
    }

    private static Response page(Stage at) {
        var second = Samples.state(
                new io.proconsul.gateway.view.Group(
                                Samples.TENANT, at.group().scope().getSubscriptionId(), "rg-one")
                        .cluster("c-two"),
                "RUNNING",
                1);
        at.kafka().publish(second); // is read before what follows
        return running(at).get("consulClusters?$top=1");
    }

    private static Response createAgain(Stage at) {
        at.kafka().orchestratedBy(command -> at.kafka()
                .publish(Samples.state(
                        command.getScope(),
                        "RUNNING",
                        9,
                        List.of(new Verdict(command.getCommandId(), "operation", null, 9L)),
                        List.of())));
        return at.group().put(TestGroup.BODY);
    }

    private static Response createWithoutKafka(Stage at) {
        at.kafka().breakDown();
        return at.group().put(TestGroup.BODY);
    }

    private static Response refused(Stage at, String code) {
        return at.group().refusing(code).put(TestGroup.BODY);
    }

    private static Response deleteAsReader(Stage at) {
        return TestGroup.as("Proconsul.Reader").delete(at.group().path(TestGroup.CLUSTER));
    }

    private static String renamed() {
        return "{\"snapshotId\":\"first\",\"name\":\"golden\"}";
    }

    private static String begun(Stage at) {
        return at.group().put(TestGroup.BODY).header("x-proconsul-operation-id");
    }

    private static Response operation(Stage at, String id) {
        return at.group().act("operation", "{\"operationId\":\"" + id + "\"}");
    }

    private static Response operationUndecided(Stage at) {
        at.group().unanswered();
        return operation(at, begun(at));
    }

    private static Response operationDone(Stage at) {
        var id = begun(at);
        at.group().running();
        return operation(at, id);
    }

    private static Response operationFailed(Stage at) {
        var id = begun(at);
        at.group().orchestrator().fail(at.group().scope(), new ErrorDetail("OutOfCapacity", "No zone has any.", null));
        at.group().running();
        return operation(at, id);
    }

    private static Response federation(Stage at) {
        at.group().running();
        at.kafka().publish(Samples.primary(at.group().scope(), 100));
        await().until(() -> at.group().act("getFederation", "{}").statusCode() == 200);
        return at.group().act("getFederation", "{}");
    }

    private static String network(Stage at) {
        return "{\"remoteVirtualNetworkId\":\"/subscriptions/%s/resourceGroups/own/providers/Microsoft.Network/virtualNetworks/hub\"}"
                .formatted(at.group().scope().getSubscriptionId());
    }

    private static Response peered(Stage at, String action, String body) {
        at.group().running();
        at.kafka().publish(Samples.peered(at.group().scope(), 100, CONNECTED, BEGUN));
        await().until(() -> at.group()
                        .act("listPeerings", "{}")
                        .jsonPath()
                        .getList("peerings")
                        .size()
                == 2);
        return at.group().act(action, body);
    }

    private static Response report(Stage at) {
        var month = YearMonth.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("uuuu/MM"));
        return billed(at, "billingReport", "{\"month\":\"" + month + "\"}");
    }

    private static Response billed(Stage at, String action, String body) {
        var scope = at.group().scope();
        var cluster = Ids.clusterId(scope, 1);
        at.kafka()
                .publish(new ClusterEvent(
                        Ids.eventId(cluster, "ClusterStarted"),
                        scope,
                        cluster,
                        "ClusterStarted",
                        Instant.now(),
                        "operation",
                        3,
                        Samples.APPLICATION,
                        "usage",
                        "tiered"));
        await().until(() -> at.group().act("billingInfo", "{}").statusCode() == 200);
        return at.group().act(action, body);
    }
}
