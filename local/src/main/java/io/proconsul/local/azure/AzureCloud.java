package io.proconsul.local.azure;

import io.proconsul.local.azure.application.Applications;
import io.proconsul.local.azure.application.Deployment;
import io.proconsul.local.azure.application.Gateway;
import io.proconsul.local.azure.application.Notifications;
import io.proconsul.local.azure.application.Publisher;
import io.proconsul.local.azure.application.Publisher.Authorization;
import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.ArmEngine;
import io.proconsul.local.azure.arm.ArmHandler;
import io.proconsul.local.azure.arm.Operations;
import io.proconsul.local.azure.arm.Refusal;
import io.proconsul.local.azure.arm.ResourceCatalog;
import io.proconsul.local.azure.arm.ResourceStore;
import io.proconsul.local.azure.blob.BlobHandler;
import io.proconsul.local.azure.blob.BlobStore;
import io.proconsul.local.azure.entra.Directory;
import io.proconsul.local.azure.entra.EntraHandler;
import io.proconsul.local.azure.entra.Tokens;
import io.proconsul.local.azure.imds.ImdsHandler;
import io.proconsul.local.azure.network.Fabric;
import io.proconsul.local.azure.roles.Access;
import io.proconsul.local.azure.roles.Role;
import io.proconsul.local.azure.types.AzureTypes;
import io.proconsul.local.azure.vm.LightMachines;
import io.proconsul.local.azure.vm.Machine;
import io.proconsul.local.azure.vm.MachineProcesses;
import io.proconsul.local.azure.vm.Machines;
import io.proconsul.local.azure.vm.MetadataService;
import io.proconsul.local.fault.FaultScript;
import io.proconsul.local.http.ClientIdentity;
import io.proconsul.local.http.Handler;
import io.proconsul.local.http.HttpEdge;
import io.proconsul.local.http.Tls;
import io.proconsul.local.ledger.Effects;
import io.proconsul.local.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All of the local Azure, put together: Entra, ARM and Blob, each on its own port of the loopback interface. */
public final class AzureCloud implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration DEPLOYMENT_PAUSE = Duration.ofMillis(500);

    private final Ledger ledger;
    private final Effects effects;
    private final FaultScript faults;
    private final Fabric fabric;
    private final Operations operations;
    private final Machines machines;
    private final ServicePrincipals principals;
    private final Directory directory = new Directory(Subscription.TENANT);
    private final Tokens tokens;
    private final Optional<Notifications> notifications;
    private final ArmEngine engine;
    private final HttpEdge entra;
    private final HttpEdge blob;
    private final HttpEdge arm;
    private final HttpEdge control;

    private AzureCloud(AzureSettings settings, Clock clock) {
        var folder = settings.state().resolve("azure");
        this.ledger = Ledger.open(folder.resolve("ledger.jsonl"));
        this.effects = Effects.open(folder.resolve("effects.jsonl"));
        this.faults = FaultScript.watching(settings.state().resolve("faults.json"));
        this.fabric = Fabric.claim();
        this.operations = new Operations(clock);
        this.principals = ServicePrincipals.in(folder.resolve("principals.json"));
        this.tokens = new Tokens(directory, clock);
        var client = client(settings);
        this.notifications = settings.webhook().map(url -> new Notifications(url, client, FIRST_PAUSE, clock));
        this.machines = machines(settings);

        var store = new ResourceStore(clock, effects::append);
        var access = new Access(store);
        var blobs = new BlobStore(folder.resolve("blobs"), clock);
        var tls = Optional.of(settings.tls());
        var ports = settings.ports();
        this.entra = listen("entra", ports.entra(), tls, new EntraHandler(directory, tokens));
        this.blob = listen("blob", ports.blob(), tls, new BlobHandler(store, tokens, access, blobs));
        var gateway = settings.gateway().map(url -> new Gateway(url, Subscription.TENANT, client));
        var applications = new Applications(
                store,
                new Publisher(offer(), notifications, clock),
                new Deployment(gateway, DEPLOYMENT_PAUSE, clock),
                this::purge,
                clock);
        var catalog = new ResourceCatalog(AzureTypes.all(
                store,
                directory,
                settings.replication(),
                fabric,
                blobs,
                () -> origin(blobPort()),
                machines,
                applications,
                clock));
        new Subscription(store, clock).create(directory, principals, origin(blobPort()));
        this.engine = new ArmEngine(store, catalog, operations, settings.durations(), clock);
        Handler customProviders = request -> gateway.map(
                        provider -> provider.call(request.method(), request.path(), request.body()))
                .orElseGet(() -> new Refusal(502, "BadGateway", "There is no custom provider here.").response());
        var arm = new ArmHandler(tokens, access, faults, engine, customProviders);
        var shown = settings.client().map(ClientIdentity::certificate);
        this.arm = listen("azure", ports.arm(), tls, new MetadataHandler(shown, arm));
        this.control = listen(
                "control",
                ports.control(),
                Optional.empty(),
                new ControlHandler(store, blobs, operations, settings.durations(), faults));
    }

    private static HttpClient client(AzureSettings settings) {
        var builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
        settings.client().ifPresent(identity -> builder.sslContext(identity.context()));
        return builder.build();
    }

    private Machines machines(AzureSettings settings) {
        var disks = settings.state().resolve("vms");
        if (settings.image().isEmpty()) {
            return Machines.none();
        }
        var image = settings.image().get();
        return settings.light()
                ? new LightMachines(
                        disks,
                        image.files(),
                        this::metadata,
                        this::armEndpoint,
                        Ledger.open(settings.state().resolve("azure/consul.jsonl")),
                        faults)
                : new MachineProcesses(disks, image, this::metadata);
    }

    /** Starts everything; it serves when this returns. */
    public static AzureCloud start(AzureSettings settings, Clock clock) {
        return new AzureCloud(settings, clock);
    }

    public URI armEndpoint() {
        return URI.create(origin(arm.port()));
    }

    public URI entraEndpoint() {
        return URI.create(origin(entra.port()));
    }

    public URI blobEndpoint() {
        return URI.create(origin(blob.port()));
    }

    /** Of the checks; plain HTTP. */
    public URI controlEndpoint() {
        return URI.create("http://127.0.0.1:" + control.port());
    }

    public ServicePrincipals principals() {
        return principals;
    }

    /** A token as the metadata service of a machine with that identity would give it. */
    String tokenFor(String clientId, String audience) {
        var principal = directory
                .byClientId(clientId)
                .orElseThrow(() -> new IllegalArgumentException("no principal has client id " + clientId));
        return tokens.issue(principal, audience, issuer());
    }

    @Override
    public void close() {
        operations.close();
        machines.close();
        notifications.ifPresent(Notifications::close);
        List.of(arm, blob, entra, control).forEach(HttpEdge::close);
        try {
            fabric.close();
            ledger.close();
            effects.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the control plane's services may do in every managed resource group. */
    private List<Authorization> offer() {
        return List.of(
                new Authorization(principals.named("infra").objectId(), Role.OWNER),
                new Authorization(principals.named("infra").objectId(), Role.BLOB_DATA_OWNER),
                new Authorization(principals.named("cert").objectId(), Role.READER),
                new Authorization(principals.named("snapshot").objectId(), Role.READER),
                new Authorization(principals.named("snapshot").objectId(), Role.BLOB_DATA_CONTRIBUTOR));
    }

    private Optional<Refusal> purge(Address group) {
        return engine.purge(group);
    }

    private int blobPort() {
        return blob.port();
    }

    private MetadataService metadata(Machine machine) {
        var edge = HttpEdge.start(
                "imds",
                new InetSocketAddress(Fabric.literal(machine.privateAddress()), 0),
                Optional.empty(),
                new ImdsHandler(machine, directory, tokens, issuer()),
                ledger,
                faults);
        return new MetadataService() {
            @Override
            public String url() {
                return "http://" + machine.privateAddress() + ":" + edge.port();
            }

            @Override
            public void close() {
                edge.close();
            }
        };
    }

    private String issuer() {
        return EntraHandler.issuer("127.0.0.1:" + entra.port(), Subscription.TENANT);
    }

    private HttpEdge listen(String service, int port, Optional<Tls> tls, Handler handler) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return HttpEdge.start(service, address, tls, handler, ledger, faults);
    }

    private static String origin(int port) {
        return "https://127.0.0.1:" + port;
    }
}
