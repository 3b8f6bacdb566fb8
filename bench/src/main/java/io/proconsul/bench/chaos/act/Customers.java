package io.proconsul.bench.chaos.act;

import io.proconsul.bench.chaos.check.Asked;
import io.proconsul.bench.chaos.plan.Story;
import io.proconsul.local.deployment.Credentials;
import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.http.ClientIdentity;
import io.proconsul.local.stack.LocalStack;
import io.proconsul.local.stack.StackStatus;
import io.proconsul.local.stack.service.CustomProvider;
import io.proconsul.local.tls.LocalCa;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays all stories, so many at once. */
public final class Customers {
    private static final String TENANT = "11111111-1111-4111-8111-111111111111";
    private static final String SUBSCRIPTION = "22222222-2222-4222-8222-222222222222";

    private final Arm arm;
    private final List<Provider> gateways;
    private final Runnable ended;
    private final Clock clock;
    private final List<Asked> history = new ArrayList<>();

    /** @param ended is called after each saga */
    public Customers(LocalStack stack, StackStatus status, Runnable ended, Clock clock) {
        this.arm = new Arm(status.endpoints(), TENANT, new Credentials(stack.state()).azure("customer"));
        var azure = ClientIdentity.load(CustomProvider.keyStore(stack.state()), LocalCa.PASSWORD.toCharArray());
        var code = CustomProvider.query(stack.state());
        var client = HttpClient.newBuilder()
                .sslContext(azure.context())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        this.gateways = status.services().stream()
                .filter(service -> service.name().startsWith(Deployment.GATEWAY))
                .map(service -> new Provider(URI.create(service.url()), code, client))
                .toList();
        this.ended = ended;
        this.clock = clock;
    }

    /** Returns when every story is over; a customer who fails is the run's failure. */
    public List<Asked> play(List<Story> stories, int atOnce) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(atOnce);
        try {
            var all = new ArrayList<Callable<Void>>();
            for (var story : stories) {
                var customer = new Customer(story, SUBSCRIPTION, arm, gateways, this::note, clock);
                all.add(() -> {
                    customer.play(ended);
                    return null;
                });
            }
            for (Future<Void> story : threads.invokeAll(all)) {
                story.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return history();
    }

    private synchronized void note(Asked asked) {
        history.add(asked);
    }

    private synchronized List<Asked> history() {
        return List.copyOf(history);
    }
}
