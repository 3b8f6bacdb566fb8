package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Handler;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Vault's HTTP API: finds caller, policy and backend of each call. Calls are served one at a time. */
final class VaultServer implements Handler {
    /** The version whose API is spoken. */
    static final String VERSION = "1.20.4";

    private static final String API = "/v1/";

    private final Barrier barrier;
    private final Clock clock;
    private final Mounts mounts;
    private final Policies policies;
    private final Tokens tokens;
    private final AppRoles appRoles;

    VaultServer(Barrier barrier, Clock clock) {
        this.barrier = barrier;
        this.clock = clock;
        this.mounts = new Mounts(barrier, clock);
        this.policies = new Policies(barrier.under("policy/"));
        this.tokens = new Tokens(barrier.under("token/"), clock);
        this.appRoles = new AppRoles(barrier.under("approle/"), tokens);
    }

    Mounts mounts() {
        return mounts;
    }

    Policies policies() {
        return policies;
    }

    Tokens tokens() {
        return tokens;
    }

    AppRoles appRoles() {
        return appRoles;
    }

    @Override
    public synchronized Response handle(Request request) {
        try {
            if (!request.path().startsWith(API)) {
                throw Refusal.notFound();
            }
            var path = request.path().substring(API.length());
            return status(path, request).orElseGet(() -> serve(path, request));
        } catch (Refusal refusal) {
            return Answers.refusal(refusal.status(), refusal.errors());
        }
    }

    @Override
    public Response refusal(int status, String code, String message) {
        return Answers.refusal(status, List.of(message));
    }

    private Response serve(String path, Request request) {
        if (barrier.sealed()) {
            throw Refusal.sealed();
        }
        var route = route(path);
        var body = Json.parseObject(request.body().text());
        var call = new Call(Operation.of(request), path.substring(route.prefix().length()), body, request);
        if (route.backend().open(call)) {
            return route.backend().handle(call);
        }
        var token = request.header("x-vault-token").flatMap(tokens::find).orElseThrow(Refusal::invalidToken);
        if (call.writes() && route.backend().creates(call)) {
            call = new Call(Operation.CREATE, call.path(), body, request);
        }
        if (!token.root() && !policies.allow(token.policies(), path, call.operation())) {
            throw Refusal.denied();
        }
        if (path.equals("sys/seal")) {
            barrier.seal();
            return Answers.noContent().calledBy(token.displayName());
        }
        return route.backend().handle(call).calledBy(token.displayName());
    }

    private record Route(String prefix, Backend backend) {}

    private Route route(String path) {
        if (path.startsWith("sys/")) {
            return new Route("sys/", new Sys(mounts, policies));
        }
        if (path.startsWith("auth/token/")) {
            return new Route("auth/token/", tokens);
        }
        if (path.startsWith("auth/approle/")) {
            return new Route("auth/approle/", appRoles);
        }
        return mounts.of(path)
                .map(mount -> new Route(mount.path(), mounts.backend(mount)))
                .orElseThrow(() -> Refusal.noHandler(path));
    }

    /** What is answered without a token, sealed or not. */
    private Optional<Response> status(String path, Request request) {
        return switch (path) {
            case "sys/health" -> Optional.of(health(request));
            case "sys/seal-status" ->
                Optional.of(Response.json(200, sealStatus().toString()));
            case "sys/init" ->
                Optional.of(Response.json(
                        200,
                        Json.object().put("initialized", barrier.initialized()).toString()));
            case "sys/unseal" -> {
                var key = Json.required(Json.parseObject(request.body().text()), "key");
                if (!barrier.unseal(Json.base64(key, "key"))) {
                    throw Refusal.badRequest("Unseal failed, invalid key");
                }
                yield Optional.of(Response.json(200, sealStatus().toString()));
            }
            default -> Optional.empty();
        };
    }

    private Response health(Request request) {
        int status = 200;
        if (!barrier.initialized()) {
            status = code(request, "uninitcode", 501);
        } else if (barrier.sealed()) {
            status = code(request, "sealedcode", 503);
        }
        var body = Json.object()
                .put("initialized", barrier.initialized())
                .put("sealed", barrier.sealed())
                .put("standby", barrier.sealed())
                .put("performance_standby", false)
                .put("replication_performance_mode", barrier.sealed() ? "unknown" : "disabled")
                .put("replication_dr_mode", barrier.sealed() ? "unknown" : "disabled")
                .put("server_time_utc", clock.instant().getEpochSecond())
                .put("version", VERSION)
                .put("enterprise", false)
                .put("echo_duration_ms", 0)
                .put("clock_skew_ms", 0);
        return Response.json(status, body.toString());
    }

    private static int code(Request request, String parameter, int usual) {
        return request.parameter(parameter)
                .filter(text -> text.matches("\\d{3}"))
                .map(Integer::parseInt)
                .orElse(usual);
    }

    private ObjectNode sealStatus() {
        return Json.object()
                .put("type", "shamir")
                .put("initialized", barrier.initialized())
                .put("sealed", barrier.sealed())
                .put("t", 1)
                .put("n", 1)
                .put("progress", 0)
                .put("nonce", "")
                .put("version", VERSION)
                .put("storage_type", "file");
    }
}
