package io.proconsul.bench.load;

import io.proconsul.bench.load.GatewayReport.Answers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Measures one kind of request after another, the last one after the orchestrator's death. */
final class GatewayRun {
    private static final int CLUSTERS_READ = 500;

    private final GatewayRig rig;
    private final int callers;
    private final HttpClient client;
    private final HttpLoad load;
    private final GatewayRequests requests;

    /** Signs in as an operator. */
    GatewayRun(GatewayRig rig, int callers) throws IOException, InterruptedException {
        this.rig = rig;
        this.callers = callers;
        this.client = HttpLoad.client(rig.trust());
        this.load = new HttpLoad(client, callers);
        var operator = rig.credentials().azure("operator");
        this.requests = new GatewayRequests(rig.gateway(), SignIn.token(client, rig.entra(), operator));
    }

    GatewayReport measure(int warmUp, int seconds) throws IOException, InterruptedException, ExecutionException {
        var span = Duration.ofSeconds(seconds);
        warmUp(Duration.ofSeconds(warmUp));
        var before = Usage.of(rig.everything());
        long machineBefore = Usage.machineCpuMillis();
        long begin = System.nanoTime();
        var constant = answers(rig.constantProcess(), span, constant());
        var reads = answers(rig.gatewayProcess(), span, reads());
        var puts = answers(rig.gatewayProcess(), span, requests::create);
        var verdicts = metrics();
        double machineMillis =
                (System.nanoTime() - begin) / 1e6 * Runtime.getRuntime().availableProcessors();
        long others = Usage.machineCpuMillis()
                - machineBefore
                - Usage.of(rig.everything()).since(before).cpuMillis();
        rig.killOrchestrator();
        var readsAlone = answers(rig.gatewayProcess(), span, reads());
        return new GatewayReport(
                "gateway",
                callers,
                constant,
                reads,
                puts,
                verdictMillis(verdicts, "0.5"),
                verdictMillis(verdicts, "0.99"),
                readsAlone,
                Math.max(0, Math.round(100 * others / machineMillis)));
    }

    /** First there have to be clusters to look at. */
    private void warmUp(Duration span) throws InterruptedException, ExecutionException {
        var part = span.dividedBy(3);
        var puts =
                load.during(part.compareTo(Duration.ofSeconds(2)) < 0 ? Duration.ofSeconds(2) : part, requests::create);
        if (puts.answers() == 0) {
            throw new IllegalStateException("expected clusters to be accepted, but " + puts.failures() + " were not");
        }
        load.during(part, reads());
        load.during(part, constant());
    }

    private Answers answers(RigProcess answering, Duration span, Supplier<HttpRequest> source)
            throws InterruptedException, ExecutionException {
        var before = Usage.of(answering.pid());
        var result = load.during(span, source);
        return Answers.of(result, Usage.of(answering.pid()).since(before).cpuMillis());
    }

    private Supplier<HttpRequest> reads() {
        return HttpLoad.inTurn(requests.reads(CLUSTERS_READ));
    }

    private Supplier<HttpRequest> constant() {
        return HttpLoad.inTurn(List.of(HttpRequest.newBuilder(rig.constant()).build()));
    }

    private String metrics() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(rig.metrics()).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    /** Out of what the gateway tells of itself. */
    private static double verdictMillis(String metrics, String quantile) {
        var line = Pattern.compile("(?m)^proconsul_gateway_verdict_seconds\\{[^}]*quantile=\"" + Pattern.quote(quantile)
                        + "\"[^}]*} (\\S+)$")
                .matcher(metrics);
        if (!line.find()) {
            throw new IllegalStateException("expected the gateway to tell how long verdicts take, but it does not");
        }
        return GatewayReport.rounded(Double.parseDouble(line.group(1)) * 1000);
    }
}
