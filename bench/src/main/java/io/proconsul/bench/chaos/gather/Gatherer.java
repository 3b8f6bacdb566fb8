package io.proconsul.bench.chaos.gather;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.bench.chaos.check.Asked;
import io.proconsul.bench.chaos.check.Disturbance;
import io.proconsul.bench.chaos.check.Evidence;
import io.proconsul.bench.chaos.check.Seen;
import io.proconsul.local.http.Tls;
import io.proconsul.local.ledger.Effects;
import io.proconsul.local.stack.LocalStack;
import io.proconsul.local.stack.StackStatus;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Task;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects the evidence from a stack that runs. */
public final class Gatherer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARCHIVE = "proconsularchive/";

    private final LocalStack stack;
    private final Map<String, String> endpoints;
    private final TopicReader topics;
    private final HttpClient client;

    public Gatherer(LocalStack stack, StackStatus status) {
        this.stack = stack;
        this.endpoints = status.endpoints();
        this.topics = new TopicReader(endpoint("kafka"), endpoint("schemaRegistry"));
        this.client = HttpClient.newBuilder()
                .sslContext(Tls.client(Path.of(endpoint("certificateAuthority"))))
                .build();
    }

    /** Every state that any cluster ever had, as far as the log still has it. */
    public List<Seen<ClusterState>> states() {
        return topics.read(Topics.CLUSTER_STATE);
    }

    public Evidence evidence(List<Asked> asked, List<Disturbance> disturbances)
            throws IOException, InterruptedException {
        return new Evidence(
                asked,
                disturbances,
                Effects.read(stack.state().azure().resolve("effects.jsonl")),
                blobs(),
                mounts(),
                topics(),
                LogAlarms.of(stack));
    }

    private Evidence.Topics topics() {
        var tasks = new ArrayList<Seen<Task>>();
        for (var topic : List.of(Topics.TASKS_INFRA, Topics.TASKS_CERT, Topics.TASKS_SNAPSHOT)) {
            tasks.addAll(topics.read(topic));
        }
        var dead = topics.read(Topics.DEAD_LETTERS).stream()
                .map(letter -> letter.value().getTopic() + ": " + letter.value().getReason())
                .toList();
        return new Evidence.Topics(
                topics.read(Topics.CLUSTER_COMMANDS),
                states(),
                tasks,
                topics.read(Topics.TASK_RESULTS),
                topics.read(Topics.SAGA_JOURNAL),
                dead);
    }

    /** The last snapshot of a cluster stays in the archive, as it should. */
    private List<String> blobs() throws IOException, InterruptedException {
        var left = new ArrayList<String>();
        var containers = get(endpoint("azureControl") + "/blobs", Map.of()).path("containers");
        for (var container : containers.properties()) {
            if (container.getValue().asInt() > 0 && !container.getKey().startsWith(ARCHIVE)) {
                left.add(container.getKey());
            }
        }
        return left;
    }

    private List<String> mounts() throws IOException, InterruptedException {
        var init = JSON.readTree(Files.readAllBytes(stack.state().vault().resolve("init.json")));
        var mounts = get(
                        endpoint("vault") + "/v1/sys/mounts",
                        Map.of("X-Vault-Token", init.path("root_token").asText()))
                .path("data");
        var left = new ArrayList<String>();
        mounts.properties().forEach(mount -> {
            if (mount.getKey().startsWith("pki/")) {
                left.add(mount.getKey());
            }
        });
        return left;
    }

    private JsonNode get(String url, Map<String, String> headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url));
        headers.forEach(request::header);
        var answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "Expected 200 from %s, but found %d %s".formatted(url, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    private String endpoint(String name) {
        var url = endpoints.get(name);
        if (url == null) {
            throw new IllegalStateException(
                    "Expected the stack to have " + name + ", but it has " + endpoints.keySet());
        }
        return url;
    }
}
