package io.proconsul.azure;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets requests pass to one HTTPS host only. It stands before the policy that attaches the token, so that no operation
 * URL, wherever it came from, can send a token elsewhere (B4, SSRF).
 */
final class TrustedHost extends HttpPipelineSyncPolicy {

    private static final int HTTPS_PORT = 443;

    private final String host;
    private final int port;

    /**
     * @param setting what the endpoint is called in the configuration
     * @throws IllegalArgumentException if the endpoint is not an absolute HTTPS URL
     */
    TrustedHost(String setting, URI endpoint) {
        if (!"https".equalsIgnoreCase(endpoint.getScheme()) || endpoint.getHost() == null) {
            throw new IllegalArgumentException(setting + " must be an https URL, but is: " + endpoint);
        }
        this.host = endpoint.getHost().toLowerCase(Locale.ROOT);
        this.port = portOf(endpoint);
    }

    /** Whether the URL is on the host; anything unparsable is not. */
    boolean trusts(String url) {
        return parsed(url)
                .filter(uri -> "https".equalsIgnoreCase(uri.getScheme())
                        && uri.getRawUserInfo() == null
                        && host.equalsIgnoreCase(uri.getHost())
                        && port == portOf(uri))
                .isPresent();
    }

    @Override
    protected void beforeSendingRequest(HttpPipelineCallContext context) {
        var url = context.getHttpRequest().getUrl();
        if (!trusts(url.toString())) {
            throw new IllegalStateException("Refused a request to " + url.getProtocol() + "://" + url.getAuthority()
                    + ": only https://" + host + ":" + port + " is Resource Manager");
        }
    }

    private static int portOf(URI uri) {
        return uri.getPort() == -1 ? HTTPS_PORT : uri.getPort();
    }

    private static Optional<URI> parsed(String url) {
        try {
            return Optional.of(URI.create(url));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
