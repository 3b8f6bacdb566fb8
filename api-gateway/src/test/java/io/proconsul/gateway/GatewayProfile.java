package io.proconsul.gateway;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The gateway with known secrets, little patience, a key of its own, and nothing to connect to. */
public final class GatewayProfile implements QuarkusTestProfile {

    public static final int REQUESTS_PER_MINUTE = 600;

    /** What opens the webhook, and what opens it as well while the first is being replaced. */
    public static final String SIG = "sig-0123456789abcdef0123456789abcdef";

    public static final String NEXT_SIG = "sig-fedcba9876543210fedcba9876543210";

    /** The same of the address that is registered with Azure. */
    public static final String CODE = "code-0123456789abcdef0123456789abcdef";

    public static final String NEXT_CODE = "code-fedcba9876543210fedcba9876543210";

    private static final Path KEY_STORE = Path.of("target", "gateway.p12").toAbsolutePath();

    @Override
    public Map<String, String> getConfigOverrides() {
        Certificates.selfSigned("CN=localhost").write(KEY_STORE, "changeit");
        var settings = new HashMap<String, String>();
        settings.put("kafka.bootstrap.servers", "127.0.0.1:1");
        settings.put("schema.registry.url", "memory://gateway");
        settings.put("quarkus.tls.gateway.key-store.p12.path", KEY_STORE.toString());
        settings.put("quarkus.tls.gateway.key-store.p12.password", "changeit");
        settings.put("proconsul.gateway.tenant-id", Samples.TENANT);
        settings.put("proconsul.gateway.verdict-timeout", "1s");
        settings.put("proconsul.gateway.completion-timeout", "3s");
        settings.put("proconsul.gateway.notifications.signatures", SIG + "," + NEXT_SIG);
        settings.put("proconsul.gateway.applications.offers", InMemoryAzure.OFFER);
        settings.put("proconsul.gateway.applications.reconcile-every", "0s");
        settings.put("proconsul.gateway.proxy.secrets", CODE + "," + NEXT_CODE);
        settings.put("proconsul.gateway.entra.authority", Tokens.AUTHORITY);
        settings.put("proconsul.gateway.entra.audiences", Tokens.AUDIENCE);
        settings.put("proconsul.gateway.azure.certificates", InMemoryFetch.CERTIFICATES);
        settings.put(
                "proconsul.gateway.limits.subscription-requests-per-minute", Integer.toString(REQUESTS_PER_MINUTE));
        settings.put("proconsul.gateway.limits.tenant-requests-per-minute", "20000");
        settings.putAll(Prices.ALL);
        return settings;
    }
}
