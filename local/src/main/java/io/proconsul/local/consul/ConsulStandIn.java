package io.proconsul.local.consul;

import io.proconsul.local.fault.FaultScript;
import io.proconsul.local.http.HttpEdge;
import io.proconsul.local.http.Tls;
import io.proconsul.local.ledger.Ledger;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The {@code consul} program: {@code agent}, {@code version}, {@code validate} and {@code leave}, with Consul's own way
 * of writing options ({@code -data-dir=D}).
 */
public final class ConsulStandIn {
    static final String VERSION = Optional.ofNullable(System.getenv("PROCONSUL_STANDIN_CONSUL_VERSION"))
            .map(version -> version.replaceFirst("^v", ""))
            .orElse("1.21.4");

    /** MicroRaft tells of every vote; the reference keeps the level from being forgotten. */
    private static final Logger RAFT_LOG = Logger.getLogger("io.microraft");

    private ConsulStandIn() {}

    public static void main(String[] args) throws Exception {
        System.exit(run(List.of(args)));
    }

    static int run(List<String> args) throws Exception {
        var command = args.isEmpty() ? "help" : args.get(0);
        return switch (command) {
            case "agent" -> agent(options(args));
            case "version", "--version", "-version", "-v" -> {
                System.out.println("Consul v" + VERSION + "\nRevision standin");
                yield 0;
            }
            case "validate" -> validate(args);
            case "leave" -> LeaveCommand.run(System.getenv());
            default -> {
                System.err.println("Usage: consul agent | leave | validate | version");
                yield 127;
            }
        };
    }

    private static int validate(List<String> args) {
        try {
            var paths = args.stream()
                    .skip(1)
                    .filter(arg -> !arg.startsWith("-"))
                    .map(Path::of)
                    .toList();
            AgentConfig.read(paths, Optional.empty(), Optional.empty(), Optional.empty());
            System.out.println("Configuration is valid!");
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("Config validation failed: " + e.getMessage());
            return 1;
        }
    }

    private static int agent(Map<String, String> options) throws IOException, InterruptedException {
        quietRaft();
        var log = new Log(Clock.systemUTC(), System.out);
        AgentConfig config;
        try {
            config = AgentConfig.read(
                    List.of(Path.of(options.getOrDefault("config-dir", options.getOrDefault("config-file", ".")))),
                    Optional.ofNullable(options.get("data-dir")).map(Path::of),
                    Optional.ofNullable(options.get("bind")),
                    Optional.ofNullable(options.get("client")));
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("==> " + e.getMessage());
            return 1;
        }
        Files.createDirectories(config.dataDir());
        try (var ledger = Ledger.open(config.dataDir().resolve("ledger.jsonl"));
                var agent = new Agent(config, VERSION, Clock.systemUTC(), log, System.getenv());
                var edge = serve(agent, ledger, faults(config))) {
            onHangUp(() -> {
                try {
                    agent.reload();
                } catch (ApiError e) {
                    log.error("", e.text());
                }
            });
            log.info("", "Consul agent running! https=" + config.httpsAddress() + ":" + edge.port());
            agent.awaitLeave();
            return 0;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            System.err.println("==> Error starting agent: " + e.getMessage());
            return 1;
        }
    }

    static void quietRaft() {
        RAFT_LOG.setLevel(Level.WARNING);
    }

    private static FaultScript faults(AgentConfig config) {
        return FaultScript.watching(Optional.ofNullable(System.getenv("PROCONSUL_STANDIN_FAULTS"))
                .map(Path::of)
                .orElse(config.dataDir().resolve("faults.json")));
    }

    /** Starts the agent with its API in front. */
    static HttpEdge serve(Agent agent, Ledger ledger, FaultScript faults) throws GeneralSecurityException {
        var api = new HttpApi(agent, Clock.systemUTC());
        var config = agent.config();
        boolean asks =
                config.tls("https", "verify_incoming").filter("true"::equals).isPresent();
        agent.start(api::forwarded, api::elsewhere);
        return HttpEdge.start(
                "consul",
                new InetSocketAddress(config.httpsAddress(), config.port("https", 8501)),
                Optional.of(new Tls(agent.httpsTls().context(), asks)),
                api,
                ledger,
                faults);
    }

    private static Map<String, String> options(List<String> args) {
        var options = new HashMap<String, String>();
        for (int i = 1; i < args.size(); i++) {
            var option = args.get(i).replaceFirst("^--?", "");
            int equals = option.indexOf('=');
            if (equals >= 0) {
                options.put(option.substring(0, equals), option.substring(equals + 1));
            } else if (i + 1 < args.size() && !args.get(i + 1).startsWith("-")) {
                options.put(option, args.get(++i));
            }
        }
        return options;
    }

    /** SIGHUP through sun.misc.Signal, which the compiler does not let one name. */
    private static void onHangUp(Runnable reload) {
        try {
            var handlerType = Class.forName("sun.misc.SignalHandler");
            var signalType = Class.forName("sun.misc.Signal");
            var handler = Proxy.newProxyInstance(
                    ConsulStandIn.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            reload.run();
                        }
                        return null;
                    });
            signalType
                    .getMethod("handle", signalType, handlerType)
                    .invoke(null, signalType.getConstructor(String.class).newInstance("HUP"), handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("SIGHUP cannot be handled here", e);
        }
    }
}
