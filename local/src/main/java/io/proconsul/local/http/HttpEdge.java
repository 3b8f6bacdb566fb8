package io.proconsul.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.proconsul.local.fault.Fault;
import io.proconsul.local.fault.FaultScript;
import io.proconsul.local.ledger.Entry;
import io.proconsul.local.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One listener of a stand-in: reads the request whole, plays the faults that are due, asks the handler, writes the
 * answer and notes the call in the ledger. Requests run in parallel, each on its own thread; closing refuses new ones.
 */
public final class HttpEdge implements AutoCloseable {
    private static final Logger LOG = System.getLogger(HttpEdge.class.getName());

    static {
        // Clients pool connections for minutes; the server's half minute would cut them in the middle of a request.
        System.setProperty("sun.net.httpserver.idleInterval", "3600");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final String service;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Handler handler;
    private final Ledger ledger;
    private final FaultScript faults;

    private HttpEdge(String service, HttpServer server, Handler handler, Ledger ledger, FaultScript faults) {
        this.service = service;
        this.server = server;
        this.threads = Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, service + "-http");
            thread.setDaemon(true);
            return thread;
        });
        this.handler = handler;
        this.ledger = ledger;
        this.faults = faults;
    }

    /**
     * Starts to listen.
     *
     * @param service its name in ledger and fault script
     * @param address port 0 picks a free one
     */
    public static HttpEdge start(
            String service,
            InetSocketAddress address,
            Optional<Tls> tls,
            Handler handler,
            Ledger ledger,
            FaultScript faults) {
        try {
            var server = tls.isPresent() ? secure(address, tls.get()) : HttpServer.create(address, 0);
            var edge = new HttpEdge(service, server, handler, ledger, faults);
            server.setExecutor(edge.threads);
            server.createContext("/", edge::serve);
            server.start();
            return edge;
        } catch (IOException e) {
            throw new UncheckedIOException(service + " cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer secure(InetSocketAddress address, Tls tls) throws IOException {
        var server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                var ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setWantClientAuth(tls.wantClientAuth());
                parameters.setSSLParameters(ssl);
            }
        });
        return server;
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            var request = RequestReader.read(exchange);
            var fault = faults.next(service, request.method(), request.path(), Fault.Effect::atTheEdge);
            var response = fault.isPresent() ? misbehave(fault.get(), request, exchange) : Optional.of(answer(request));
            note(request, response, fault);
            if (response.isPresent()) {
                send(exchange, response.get());
            }
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, () -> service + ": client went away: " + gone.getMessage());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Response answer(Request request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, service + ": " + request.method() + " " + request.path() + " failed", bug);
            return handler.refusal(500, "InternalServerError", "The stand-in failed: " + bug);
        }
    }

    /** Empty: the connection is to be cut without an answer. */
    private Optional<Response> misbehave(Fault fault, Request request, HttpExchange exchange)
            throws InterruptedException {
        return switch (fault.effect()) {
            case SLOW -> {
                Thread.sleep(fault.delayMillis());
                yield Optional.of(answer(request));
            }
            case DROP_ANSWER -> {
                answer(request);
                yield Optional.empty();
            }
            case KILL_THEN_IGNORE -> {
                kill(exchange);
                yield Optional.empty();
            }
            case APPLY_THEN_KILL -> {
                answer(request);
                kill(exchange);
                yield Optional.empty();
            }
            case APPLY_THEN_FAIL -> {
                answer(request);
                yield Optional.of(refusal(fault));
            }
            case FAIL, THROTTLE, FAIL_OPERATION -> Optional.of(refusal(fault));
        };
    }

    private static void kill(HttpExchange exchange) {
        CallingProcess.of(exchange.getRemoteAddress(), exchange.getLocalAddress())
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    private Response refusal(Fault fault) {
        var response = handler.refusal(fault.status(), fault.code(), fault.message());
        return fault.retryAfterSeconds()
                .map(seconds -> response.with("Retry-After", Integer.toString(seconds)))
                .orElse(response);
    }

    private void note(Request request, Optional<Response> response, Optional<Fault> fault) {
        ledger.append(new Entry(
                Instant.now(),
                service,
                request.method(),
                request.path(),
                response.map(Response::status).orElse(0),
                response.map(Response::principal).orElse(""),
                request.header("x-ms-client-request-id").orElse(""),
                fault.map(played -> played.effect().name()).orElse("")));
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodiless =
                exchange.getRequestMethod().equals("HEAD") || response.body().length() == 0;
        exchange.sendResponseHeaders(
                response.status(), bodiless ? -1 : response.body().length());
        if (!bodiless) {
            exchange.getResponseBody().write(response.body().bytes());
        }
    }
}
