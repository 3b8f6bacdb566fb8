package io.proconsul.worker.infra;

import static io.proconsul.worker.infra.Fixtures.SUBSCRIPTION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.azure.resourcemanager.resources.models.ResourceGroupPatchable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.wire.AccessGranted;
import io.proconsul.wire.AuditLogging;
import io.proconsul.wire.ClientConfigurationPublished;
import io.proconsul.wire.CloseEndpoint;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.ConfigurationPublished;
import io.proconsul.wire.ConfigureServers;
import io.proconsul.wire.ConsulProvided;
import io.proconsul.wire.CreateIdentity;
import io.proconsul.wire.CreateStorage;
import io.proconsul.wire.DeleteIdentity;
import io.proconsul.wire.DeleteNetwork;
import io.proconsul.wire.DeleteStorage;
import io.proconsul.wire.DnsPublished;
import io.proconsul.wire.Done;
import io.proconsul.wire.EndpointOpened;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.GrantAccess;
import io.proconsul.wire.IdentityCreated;
import io.proconsul.wire.LaunchServers;
import io.proconsul.wire.NetworkReady;
import io.proconsul.wire.OpenEndpoint;
import io.proconsul.wire.PrepareNetwork;
import io.proconsul.wire.ProvideConsul;
import io.proconsul.wire.PublishClientConfiguration;
import io.proconsul.wire.PublishConfiguration;
import io.proconsul.wire.PublishDns;
import io.proconsul.wire.ReleaseResourceGroup;
import io.proconsul.wire.ReserveResourceGroup;
import io.proconsul.wire.ResourceGroupReserved;
import io.proconsul.wire.RevokeAccess;
import io.proconsul.wire.SecretsCreated;
import io.proconsul.wire.Server;
import io.proconsul.wire.ServerCertificate;
import io.proconsul.wire.ServerUpdated;
import io.proconsul.wire.ServersLaunched;
import io.proconsul.wire.StorageCreated;
import io.proconsul.wire.TerminateServers;
import io.proconsul.wire.UpdateServer;
import io.proconsul.wire.WithdrawClientConfiguration;
import io.proconsul.wire.WithdrawConfiguration;
import io.proconsul.wire.WithdrawDns;
import io.proconsul.wire.WithdrawServers;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.arm.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The activities with the real SDK against the stand-in for Azure. */
class StandInTest {

    private static final String APPLICATION =
            "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/apps/providers/Microsoft.Solutions/applications/orders";

    @TempDir
    static Path state;

    private static LocalAzure azure;

    private final String clusterId = UUID.randomUUID().toString();
    private final ClusterNames names = ClusterNames.of(clusterId);
    private final ClusterRef cluster = Fixtures.cluster(clusterId, "mrg-" + names.shortId(), "westeurope-orders");
    private final SecretsCreated secrets = new SecretsCreated(
            ciphertext("gossip-key"),
            ciphertext("bootstrap-token"),
            ciphertext("agent-token"),
            ciphertext("dns-token"),
            "");

    private Worker worker;
    private Resources customer;

    @BeforeAll
    static void start() {
        azure = LocalAzure.start(state);
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @BeforeEach
    void createGroup() {
        worker = new Worker(azure, "infra", clusterId);
        customer = azure.resources("customer");
        azure.faults("[]");
        azure.createGroup(cluster.getResourceGroup(), APPLICATION);
    }

    @AfterEach
    void sweep() {
        azure.faults("[]");
        worker.run(new WithdrawDns(cluster));
        worker.run(new CloseEndpoint(cluster));
        worker.run(new ReleaseResourceGroup(cluster));
    }

    @Test
    void a_cluster_is_built_and_taken_down_again_until_nothing_is_left() throws IOException {
        var reserved = worker.reply(ResourceGroupReserved.class, new ReserveResourceGroup(cluster, APPLICATION));
        var network = worker.reply(NetworkReady.class, new PrepareNetwork(cluster, "10.7.0.0/24", true));
        var identity = worker.reply(IdentityCreated.class, new CreateIdentity(cluster));
        var storage = worker.reply(StorageCreated.class, new CreateStorage(cluster));
        var access = worker.reply(AccessGranted.class, new GrantAccess(cluster, identity.getPrincipalId(), storage));
        var configuration = worker.reply(ConfigurationPublished.class, configuration(storage, identity, "cert"));
        var launched = worker.reply(ServersLaunched.class, launch(3, network, identity, storage));
        var client = worker.reply(
                ClientConfigurationPublished.class, new PublishClientConfiguration(cluster, storage, "ca", secrets));
        var dns = worker.reply(DnsPublished.class, new PublishDns(cluster, launched.getServers()));
        var endpoint = worker.reply(EndpointOpened.class, new OpenEndpoint(cluster, true, launched.getServers()));

        assertThat(reserved.getResourceGroupId()).endsWith("/resourceGroups/" + cluster.getResourceGroup());
        assertThat(network.getSubnetId()).endsWith("/hvn-" + names.shortId() + "-vnet/subnets/servers");
        assertThat(access.getRoleAssignmentIds()).hasSize(2);
        assertThat(configuration)
                .isEqualTo(new ConfigurationPublished(
                        1L, List.of("manifests/server-0.json", "manifests/server-1.json", "manifests/server-2.json")));
        assertThat(launched.getServers())
                .extracting(Server::getIndex, Server::getName, Server::getZone)
                .containsExactly(
                        tuple(0, names.node(0), "1"), tuple(1, names.node(1), "2"), tuple(2, names.node(2), "3"));
        assertThat(launched.getServers())
                .extracting(Server::getAddress)
                .doesNotHaveDuplicates()
                .allMatch(address -> !address.isEmpty());
        assertThat(client.getBlob()).isEqualTo("client/consul.json");
        assertThat(client.getCiphertext()).startsWith("vault:v1:proconsul-client-config:" + clusterId + ":");
        assertThat(dns.getPrivateName()).isEqualTo(names.shortId() + ".private.consul.example.net");
        assertThat(endpoint.getUrl()).isEqualTo("https://" + names.shortId() + ".consul.consul.example.net");
        theManifestIsSigned();

        for (var undo : List.<SpecificRecord>of(
                new CloseEndpoint(cluster),
                new WithdrawDns(cluster),
                new WithdrawClientConfiguration(cluster),
                new TerminateServers(cluster, 3, 0),
                new WithdrawConfiguration(cluster),
                new RevokeAccess(cluster),
                new DeleteStorage(cluster),
                new DeleteIdentity(cluster),
                new DeleteNetwork(cluster))) {
            worker.reply(Done.class, undo);
        }
        assertThat(left()).isEmpty();
        assertThat(assignments()).isEmpty();
        worker.reply(Done.class, new ReleaseResourceGroup(cluster));
        assertThat(groupTags()).containsOnlyKeys("owner");
    }

    @Test
    void everything_that_is_undone_without_having_been_done_is_done() {
        for (var undo : List.<SpecificRecord>of(
                new CloseEndpoint(cluster),
                new WithdrawDns(cluster),
                new WithdrawClientConfiguration(cluster),
                new TerminateServers(cluster, 5, 0),
                new WithdrawConfiguration(cluster),
                new RevokeAccess(cluster),
                new DeleteStorage(cluster),
                new DeleteIdentity(cluster),
                new DeleteNetwork(cluster),
                new ReleaseResourceGroup(cluster))) {
            assertThat(worker.run(undo)).as("%s", undo.getClass()).isEqualTo(Outcome.succeeded(new Done(0)));
        }
    }

    @Test
    void a_step_that_is_repeated_makes_nothing_twice() {
        var first = build(1);
        var second = build(1);

        assertThat(second).isEqualTo(first);
        assertThat(azure.count("PUT", scaleSet(0))).isEqualTo(1);
    }

    @Test
    void a_crash_between_put_and_answer_makes_nothing_twice() {
        var network = worker.reply(NetworkReady.class, new PrepareNetwork(cluster, "10.7.0.0/24", false));
        var identity = worker.reply(IdentityCreated.class, new CreateIdentity(cluster));
        var storage = worker.reply(StorageCreated.class, new CreateStorage(cluster));
        var launch = launch(3, network, identity, storage);

        assertThat(worker.attempt(launch)).isInstanceOf(Outcome.Pending.class);
        worker.reply(ServersLaunched.class, launch);

        assertThat(IntStream.range(0, 3).mapToLong(i -> azure.count("PUT", scaleSet(i))))
                .containsExactly(1L, 1L, 1L);
    }

    @Test
    void an_answer_that_is_lost_after_the_effect_is_found_in_the_effect() {
        azure.faults("""
                [{"service":"azure","method":"PUT","path":".*/virtualNetworks/.*","effect":"DROP_ANSWER","times":2}]""");

        var command = new PrepareNetwork(cluster, "10.7.0.0/24", false);
        var outcome = worker.run(command);
        if (outcome instanceof Outcome.Failed failed) {
            assertThat(failed.cause()).isEqualTo(FailureCause.UNAVAILABLE);
            outcome = worker.run(command);
        }

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        assertThat(left()).hasSize(2);
    }

    @Test
    void a_failed_operation_is_reported_and_the_next_attempt_puts_it_right() {
        azure.faults("""
                [{"service":"azure","method":"PUT","path":".*/virtualMachineScaleSets/.*-1","effect":"FAIL_OPERATION",
                  "status":409,"code":"ZonalAllocationFailed","message":"zone 2 is full","times":1}]""");
        var network = worker.reply(NetworkReady.class, new PrepareNetwork(cluster, "10.7.0.0/24", false));
        var identity = worker.reply(IdentityCreated.class, new CreateIdentity(cluster));
        var storage = worker.reply(StorageCreated.class, new CreateStorage(cluster));
        var launch = launch(3, network, identity, storage);

        assertThat(worker.run(launch))
                .isEqualTo(new Outcome.Failed(
                        "ZonalAllocationFailed", "zone 2 is full", FailureCause.TRANSIENT, Duration.ofMinutes(2)));
        assertThat(worker.reply(ServersLaunched.class, launch).getServers()).hasSize(3);
    }

    @Test
    void a_throttle_of_minutes_is_handed_back_at_once() {
        azure.faults("""
                [{"service":"azure","method":"PUT","path":".*/networkSecurityGroups/.*","effect":"THROTTLE",
                  "retryAfterSeconds":300,"times":1}]""");

        assertThat(worker.attempt(new PrepareNetwork(cluster, "10.7.0.0/24", false)))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.cause()).isEqualTo(FailureCause.UNAVAILABLE);
                    assertThat(failed.retryAfter()).isEqualTo(Duration.ofMinutes(5));
                });
    }

    @Test
    void what_other_steps_left_is_swept_in_an_order_that_azure_accepts() {
        worker.reply(ResourceGroupReserved.class, new ReserveResourceGroup(cluster, APPLICATION));
        var servers = build(3);
        worker.reply(EndpointOpened.class, new OpenEndpoint(cluster, true, servers.getServers()));
        assertThat(left()).isNotEmpty();
        assertThat(assignments()).hasSize(2);

        worker.reply(Done.class, new ReleaseResourceGroup(cluster));

        assertThat(left()).isEmpty();
        assertThat(assignments()).isEmpty();
        assertThat(groupTags()).containsOnlyKeys("owner");
    }

    @Test
    void new_certificates_are_the_next_generation_and_the_same_ones_are_not() {
        var identity = worker.reply(IdentityCreated.class, new CreateIdentity(cluster));
        var storage = worker.reply(StorageCreated.class, new CreateStorage(cluster));

        assertThat(generation(configuration(storage, identity, "one"))).isEqualTo(1);
        assertThat(generation(configuration(storage, identity, "one"))).isEqualTo(1);
        assertThat(generation(configuration(storage, identity, "two"))).isEqualTo(2);
    }

    @Test
    void an_update_is_the_next_generation_of_one_server_however_often_it_is_tried() throws IOException {
        program("v1.21.4", "the old one");
        program("v1.22.0", "the new one");
        var identity = worker.reply(IdentityCreated.class, new CreateIdentity(cluster));
        var storage = worker.reply(StorageCreated.class, new CreateStorage(cluster));
        worker.reply(ConfigurationPublished.class, configuration(storage, identity, "cert"));

        var provided = worker.reply(ConsulProvided.class, new ProvideConsul(cluster, "v1.22.0"));
        var update = new UpdateServer(cluster, 1, provided, null);

        assertThat(worker.reply(ServerUpdated.class, update).getGeneration()).isEqualTo(2);
        assertThat(worker.reply(ServerUpdated.class, update).getGeneration()).isEqualTo(2);
        theManifestIsSigned();
        var old = manifest(0);
        var fresh = manifest(1);
        assertThat(content(old.at("/programs/0/blob"))).isEqualTo("the old one");
        assertThat(content(fresh.at("/programs/0/blob"))).isEqualTo("the new one");
        assertThat(fresh.path("consulVersion").asText()).isEqualTo("v1.22.0");
        assertThat(fresh.path("action").asText()).isEqualTo("RESTART");
        assertThat(fresh.path("files")).hasSize(5);
        assertThat(content(fresh.at("/files/4/blob"))).contains("proconsul_update", "saga-1");

        // when
        var none = new ConsulProvided("", "", 0L);
        var url = "https://logs.blob.core.windows.net/audit";
        worker.reply(ServerUpdated.class, new UpdateServer(cluster, 1, none, new AuditLogging(true, url)));

        // then
        var audited = manifest(1);
        assertThat(audited.path("generation").asLong()).isEqualTo(3);
        assertThat(audited.path("auditContainer").asText()).isEqualTo(url);
        assertThat(audited.path("consulVersion").asText()).isEqualTo("v1.22.0");
        assertThat(audited.at("/files/0/path").asText()).isEqualTo("audit.json");
        assertThat(content(audited.at("/files/0/blob")))
                .contains("\"rotate_max_files\" : 32", "consul-audit/audit.json");

        // when
        worker.reply(ServerUpdated.class, new UpdateServer(cluster, 1, none, new AuditLogging(false, url)));

        // then
        assertThat(manifest(1).path("auditContainer").asText()).isEmpty();
        assertThat(manifest(1).path("files")).hasSize(5);
        assertThat(worker.run(new UpdateServer(cluster, -1, provided, null)))
                .isEqualTo(Outcome.succeeded(new ServerUpdated(0L)));
    }

    @Test
    void a_manifest_that_somebody_else_put_there_is_not_signed_again() throws IOException {
        var identity = worker.reply(IdentityCreated.class, new CreateIdentity(cluster));
        var storage = worker.reply(StorageCreated.class, new CreateStorage(cluster));
        worker.reply(ConfigurationPublished.class, configuration(storage, identity, "cert"));
        var container =
                worker.containers.configuration(ClusterResources.of(cluster)).orElseThrow();
        var theirs = container.find("manifests/server-0.json");
        var mine = new ObjectMapper()
                .readTree(container
                        .find("manifests/server-1.json")
                        .orElseThrow()
                        .content()
                        .toBytes());
        var forged = new ObjectMapper()
                .createObjectNode()
                .put("manifest", Base64.getEncoder().encodeToString("{\"node\":\"x\"}".getBytes(UTF_8)))
                .put("signature", mine.path("signature").asText());
        container.replace("manifests/server-0.json", forged.toString().getBytes(UTF_8), theirs);

        assertThat(worker.run(new UpdateServer(cluster, 0, new ConsulProvided("", "", 0L), null)))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.code())
                        .isEqualTo("ManifestUntrusted"));
    }

    @Test
    void servers_are_added_to_those_that_run_and_taken_away_again() throws IOException {
        var network = worker.reply(NetworkReady.class, new PrepareNetwork(cluster, "10.7.0.0/24", true));
        var identity = worker.reply(IdentityCreated.class, new CreateIdentity(cluster));
        var storage = worker.reply(StorageCreated.class, new CreateStorage(cluster));
        worker.reply(ConfigurationPublished.class, configuration(storage, identity, "cert"));
        var before = worker.reply(ServersLaunched.class, launch(3, network, identity, storage));
        worker.reply(EndpointOpened.class, new OpenEndpoint(cluster, true, before.getServers()));
        var url = "https://logs.blob.core.windows.net/audit";
        worker.reply(
                ServerUpdated.class,
                new UpdateServer(cluster, 1, new ConsulProvided("", "", 0L), new AuditLogging(true, url)));

        var more = List.of(certificate(3, "third"), certificate(4, "fourth"));
        var configure = new ConfigureServers(cluster, 1, 5, more);
        var configured = worker.reply(ConfigurationPublished.class, configure);
        var launched = worker.reply(ServersLaunched.class, launch(5, network, identity, storage));
        worker.reply(EndpointOpened.class, new OpenEndpoint(cluster, true, launched.getServers()));

        assertThat(configured.getManifestPaths()).hasSize(5);
        assertThat(worker.reply(ConfigurationPublished.class, configure)).isEqualTo(configured);
        assertThat(launched.getServers().subList(0, 3)).isEqualTo(before.getServers());
        assertThat(launched.getServers().get(4)).extracting(Server::getZone).isEqualTo("2");
        assertThat(IntStream.range(0, 5).mapToLong(i -> azure.count("PUT", scaleSet(i))))
                .containsExactly(1L, 1L, 1L, 1L, 1L);
        assertThat(azure.count("PUT", "loadBalancers/" + names.loadBalancer())).isEqualTo(2);
        var fresh = manifest(4);
        assertThat(fresh.path("generation").asLong()).isEqualTo(1);
        assertThat(fresh.path("node").asText()).isEqualTo(names.node(4));
        assertThat(fresh.path("auditContainer").asText()).isEqualTo(url);
        assertThat(fresh.path("programs")).isEqualTo(manifest(1).path("programs"));
        var server = new ObjectMapper().readTree(content(file(fresh, "server.json")));
        assertThat(server.path("node_name").asText()).isEqualTo(names.node(4));
        assertThat(server.path("retry_join")).hasSize(5);
        assertThat(server.path("encrypt").asText()).isEqualTo("gossip-key");
        assertThat(server.at("/node_meta/zone").asText()).isEqualTo("2");
        assertThat(content(file(fresh, "tls/server.pem"))).isEqualTo("fourth");
        assertThat(content(file(fresh, "tls/server-key.pem"))).isEqualTo("private key 4");
        assertThat(content(file(fresh, "update.json"))).contains("saga-1");

        worker.reply(Done.class, new TerminateServers(cluster, 5, 3));
        assertThat(worker.run(new WithdrawServers(cluster, 3, 5))).isEqualTo(Outcome.succeeded(new Done(2)));
        worker.reply(EndpointOpened.class, new OpenEndpoint(cluster, true, before.getServers()));
        assertThat(worker.reply(ServersLaunched.class, launch(3, network, identity, storage)))
                .isEqualTo(before);
        assertThat(left()).noneMatch(id -> id.endsWith(names.scaleSet(3)) || id.endsWith(names.scaleSet(4)));
        assertThat(azure.count("PUT", scaleSet(0))).isEqualTo(1);
    }

    @Test
    void no_server_is_like_one_whose_configuration_is_not_what_we_signed() {
        var identity = worker.reply(IdentityCreated.class, new CreateIdentity(cluster));
        var storage = worker.reply(StorageCreated.class, new CreateStorage(cluster));
        worker.reply(ConfigurationPublished.class, configuration(storage, identity, "cert"));
        var container =
                worker.containers.configuration(ClusterResources.of(cluster)).orElseThrow();
        container.deleteAll("sha256/");

        assertThat(worker.run(new ConfigureServers(cluster, 0, 5, List.of(certificate(3, "third")))))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.code())
                        .isEqualTo("ManifestUntrusted"));
        assertThat(container.find("manifests/server-3.json")).isEmpty();
        assertThat(worker.run(new ConfigureServers(cluster, -1, 3, List.of())))
                .isEqualTo(Outcome.succeeded(new ConfigurationPublished(
                        0L, List.of("manifests/server-0.json", "manifests/server-1.json", "manifests/server-2.json"))));
    }

    @Test
    void a_version_without_a_program_is_refused_before_anything_is_touched() {
        worker.reply(StorageCreated.class, new CreateStorage(cluster));

        for (var version : List.of("v1.14.0", "../v1.22.0")) {
            assertThat(worker.run(new ProvideConsul(cluster, version)))
                    .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                        assertThat(failed.code()).isEqualTo("ConsulProgramMissing");
                        assertThat(failed.cause()).isEqualTo(FailureCause.PERMANENT);
                    });
        }
        assertThat(worker.run(new ProvideConsul(cluster, "")))
                .isEqualTo(Outcome.succeeded(new ConsulProvided("", "", 0L)));
    }

    @Test
    void a_group_that_is_missing_or_another_applications_or_taken_is_refused_for_good() {
        // only who may read the whole subscription can tell a missing group from a forbidden one
        var reader = new Worker(azure, "customer", clusterId);
        var elsewhere = Fixtures.cluster(clusterId, "no-such-group", "westeurope-orders");

        assertRefused("ResourceGroupNotFound", reader, new ReserveResourceGroup(elsewhere, APPLICATION));
        assertRefused("ResourceGroupNotManaged", worker, new ReserveResourceGroup(cluster, APPLICATION + "-2"));
        tagGroup("1bf36c1e-5d2b-5e10-9a77-3b1f0c2d4e5f");
        assertRefused("ResourceGroupTaken", worker, new ReserveResourceGroup(cluster, APPLICATION));
    }

    @Test
    void an_endpoint_that_is_not_wanted_changes_nothing() {
        assertThat(worker.attempt(new OpenEndpoint(cluster, false, List.of())))
                .isEqualTo(Outcome.succeeded(new EndpointOpened("")));
        assertThat(left()).isEmpty();
    }

    private static void assertRefused(String code, Worker by, ReserveResourceGroup command) {
        assertThat(by.attempt(command)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(code);
            assertThat(failed.cause()).isEqualTo(FailureCause.PERMANENT);
        });
    }

    private ServersLaunched build(int servers) {
        var network = worker.reply(NetworkReady.class, new PrepareNetwork(cluster, "10.7.0.0/24", false));
        var identity = worker.reply(IdentityCreated.class, new CreateIdentity(cluster));
        var storage = worker.reply(StorageCreated.class, new CreateStorage(cluster));
        worker.reply(AccessGranted.class, new GrantAccess(cluster, identity.getPrincipalId(), storage));
        return worker.reply(ServersLaunched.class, launch(servers, network, identity, storage));
    }

    private LaunchServers launch(int servers, NetworkReady network, IdentityCreated identity, StorageCreated storage) {
        var manifests = IntStream.range(0, servers)
                .mapToObj(server -> "manifests/server-" + server + ".json")
                .toList();
        return new LaunchServers(cluster, servers, network.getSubnetId(), identity, storage, manifests, false);
    }

    private PublishConfiguration configuration(StorageCreated storage, IdentityCreated identity, String certificate) {
        var certificates = IntStream.range(0, 3)
                .mapToObj(index -> certificate(index, certificate))
                .toList();
        return new PublishConfiguration(
                cluster, Fixtures.spec(3), storage, identity.getClientId(), "ca", certificates, secrets, null);
    }

    private ServerCertificate certificate(int index, String pem) {
        return new ServerCertificate(
                index,
                "CN=server",
                "0" + index,
                Instant.parse("2030-01-01T00:00:00Z"),
                pem,
                ciphertext("private key " + index));
    }

    private static JsonNode file(JsonNode manifest, String path) {
        for (var file : manifest.path("files")) {
            if (file.path("path").asText().equals(path)) {
                return file.path("blob");
            }
        }
        throw new AssertionError("no file " + path + " in " + manifest);
    }

    private long generation(PublishConfiguration command) {
        return worker.reply(ConfigurationPublished.class, command).getGeneration();
    }

    private static void program(String version, String content) throws IOException {
        var file = azure.programs().resolve(version).resolve("consul");
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private JsonNode manifest(int server) throws IOException {
        var signed = new ObjectMapper().readTree(content("manifests/server-" + server + ".json"));
        return new ObjectMapper()
                .readTree(Base64.getDecoder().decode(signed.path("manifest").asText()));
    }

    private String content(JsonNode blob) {
        return content(blob.asText());
    }

    private String content(String blob) {
        return worker.containers
                .configuration(ClusterResources.of(cluster))
                .orElseThrow()
                .find(blob)
                .orElseThrow()
                .content()
                .toString();
    }

    private void theManifestIsSigned() throws IOException {
        var container =
                worker.containers.configuration(ClusterResources.of(cluster)).orElseThrow();
        var blob = container.find("manifests/server-1.json").orElseThrow();
        var signed = new ObjectMapper().readTree(blob.content().toBytes());
        var manifest = Base64.getDecoder().decode(signed.path("manifest").asText());
        var json = new ObjectMapper().readTree(manifest);

        assertThat(worker.transit.verifies(
                        manifest,
                        Base64.getDecoder().decode(signed.path("signature").asText())))
                .isTrue();
        assertThat(json.path("node").asText()).isEqualTo(names.node(1));
        assertThat(json.path("files")).hasSizeGreaterThanOrEqualTo(4);
        for (var file : json.path("files")) {
            var content =
                    container.find(file.path("blob").asText()).orElseThrow().content();
            assertThat(content.toBytes()).hasSize(file.path("size").asInt());
        }
    }

    private String ciphertext(String secret) {
        return FakeTransit.ciphertext(clusterId, secret);
    }

    private String scaleSet(int server) {
        return cluster.getResourceGroup() + "/providers/Microsoft.Compute/virtualMachineScaleSets/"
                + names.scaleSet(server);
    }

    private List<String> left() {
        return customer.ask(
                SUBSCRIPTION,
                it -> it.resources().getResources().listByResourceGroup(cluster.getResourceGroup()).stream()
                        .map(resource -> resource.id())
                        .toList());
    }

    private List<String> assignments() {
        return customer.ask(
                SUBSCRIPTION,
                it -> it.authorization().getRoleAssignments().listByResourceGroup(cluster.getResourceGroup()).stream()
                        .filter(assignment -> assignment.description() != null)
                        .map(assignment -> assignment.id())
                        .toList());
    }

    private Map<String, String> groupTags() {
        return customer.ask(SUBSCRIPTION, it -> it.resources()
                .getResourceGroups()
                .get(cluster.getResourceGroup())
                .tags());
    }

    private void tagGroup(String owner) {
        customer.ask(SUBSCRIPTION, it -> it.resources()
                .getResourceGroups()
                .update(
                        cluster.getResourceGroup(),
                        new ResourceGroupPatchable()
                                .withTags(Map.of("owner", "customer", "proconsul-cluster", owner))));
    }
}
