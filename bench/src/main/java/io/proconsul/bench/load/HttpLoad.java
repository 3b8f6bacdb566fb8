package io.proconsul.bench.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** So many callers, each of whom asks again as soon as there is an answer. */
final class HttpLoad {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient client;
    private final int callers;

    HttpLoad(HttpClient client, int callers) {
        this.client = client;
        this.callers = callers;
    }

    /**
     * What was answered in a span of time.
     *
     * @param failures answers other than 2xx, and requests without any
     * @param latencies of all others, in microseconds
     */
    record Result(double seconds, long failures, Histogram latencies) {

        private static Result none() {
            return new Result(0, 0, new Histogram(LIMIT.toNanos() / 1000, 3));
        }

        long answers() {
            return latencies.getTotalCount();
        }

        double perSecond() {
            return answers() / seconds;
        }

        double millisAt(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1000.0;
        }

        private Result plus(Result other) {
            var all = latencies.copy();
            all.add(other.latencies);
            return new Result(Math.max(seconds, other.seconds), failures + other.failures, all);
        }
    }

    /** Returns when the last caller has its last answer. */
    Result during(Duration span, Supplier<HttpRequest> requests) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(callers);
        try {
            var all = new ArrayList<Callable<Result>>();
            for (int i = 0; i < callers; i++) {
                all.add(() -> caller(span, requests));
            }
            var total = Result.none();
            for (var one : threads.invokeAll(all)) {
                total = total.plus(one.get());
            }
            return total;
        } finally {
            threads.shutdownNow();
        }
    }

    private Result caller(Duration span, Supplier<HttpRequest> requests) throws InterruptedException {
        var latencies = Result.none().latencies();
        long failures = 0;
        long begin = System.nanoTime();
        long end = begin + span.toNanos();
        while (System.nanoTime() < end) {
            var request = requests.get();
            long asked = System.nanoTime();
            if (succeeds(request)) {
                latencies.recordValue((System.nanoTime() - asked) / 1000);
            } else {
                failures++;
            }
        }
        return new Result((System.nanoTime() - begin) / 1e9, failures, latencies);
    }

    private boolean succeeds(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofByteArray()).statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        }
    }

    /** Callers of one client share its connections: there are never more than callers. */
    static HttpClient client(javax.net.ssl.SSLContext trust) {
        return HttpClient.newBuilder()
                .sslContext(trust)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** The answers of requests that come in turn. */
    static Supplier<HttpRequest> inTurn(List<HttpRequest> requests) {
        var next = new java.util.concurrent.atomic.AtomicLong();
        return () -> requests.get((int) (next.getAndIncrement() % requests.size()));
    }
}
