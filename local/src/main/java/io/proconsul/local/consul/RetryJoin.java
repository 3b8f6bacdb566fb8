package io.proconsul.local.consul;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the addresses that a {@code retry_join} entry stands for: all of a host name, or, as go-discover's azure
 * provider, the network interfaces of a scale set, read with the token of the machine's identity.
 */
final class RetryJoin {
    private final Map<String, String> environment;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    RetryJoin(Map<String, String> environment) {
        this.environment = environment;
    }

    List<InetSocketAddress> resolve(String entry, int gossipPort) throws IOException, InterruptedException {
        if (!entry.contains("provider=")) {
            return host(entry, gossipPort);
        }
        var settings = settings(entry);
        if (!"azure".equals(settings.get("provider"))) {
            throw new IOException("discover: unknown provider " + settings.get("provider"));
        }
        return azure(settings).stream()
                .map(address -> new InetSocketAddress(address, gossipPort))
                .toList();
    }

    private static List<InetSocketAddress> host(String entry, int gossipPort) throws UnknownHostException {
        int colon = entry.lastIndexOf(':');
        var name = colon < 0 ? entry : entry.substring(0, colon);
        int port = colon < 0 ? gossipPort : Integer.parseInt(entry.substring(colon + 1));
        return Arrays.stream(InetAddress.getAllByName(name))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    private static Map<String, String> settings(String entry) {
        var settings = new HashMap<String, String>();
        for (var pair : entry.strip().split("\\s+", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                settings.put(
                        pair.substring(0, equals), pair.substring(equals + 1).replace("\"", ""));
            }
        }
        return settings;
    }

    private List<String> azure(Map<String, String> settings) throws IOException, InterruptedException {
        var arm = Optional.ofNullable(environment.get("PROCONSUL_STANDIN_ARM")).orElse("https://management.azure.com");
        var url = arm + "/subscriptions/" + settings.get("subscription_id") + "/resourceGroups/"
                + settings.get("resource_group") + "/providers/Microsoft.Compute/virtualMachineScaleSets/"
                + settings.get("vm_scale_set") + "/networkInterfaces?api-version=2018-10-01";
        var answer = get(url, Map.of("Authorization", "Bearer " + token()));
        var addresses = new ArrayList<String>();
        for (var nic : Json.parse(answer).path("value")) {
            for (var ip : nic.at("/properties/ipConfigurations")) {
                addresses.add(ip.at("/properties/privateIPAddress").asText());
            }
        }
        return addresses;
    }

    private String token() throws IOException, InterruptedException {
        var imds = Optional.ofNullable(environment.get("AZURE_POD_IDENTITY_AUTHORITY_HOST"))
                .orElse("http://169.254.169.254");
        var client = Optional.ofNullable(environment.get("AZURE_CLIENT_ID"))
                .map(id -> "&client_id=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .orElse("");
        var resource = URLEncoder.encode("https://management.azure.com/", StandardCharsets.UTF_8);
        var url = imds.replaceAll("/+$", "") + "/metadata/identity/oauth2/token?api-version=2018-02-01&resource="
                + resource + client;
        return Json.parse(get(url, Map.of("Metadata", "true")))
                .path("access_token")
                .asText();
    }

    private String get(String url, Map<String, String> headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10));
        headers.forEach(request::header);
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("discover-azure: " + URI.create(url).getPath() + " answered " + answer.statusCode());
        }
        return answer.body();
    }
}
