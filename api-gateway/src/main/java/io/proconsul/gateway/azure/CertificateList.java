package io.proconsul.gateway.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The client certificates that Azure has published, each with the time in which it counts. */
public final class CertificateList {

    static final CertificateList EMPTY = new CertificateList(List.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Entry> entries;

    private CertificateList(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    private record Entry(X509Certificate certificate, Instant notBefore, Instant notAfter) {

        boolean covers(X509Certificate shown, Instant now) {
            return certificate.equals(shown) && !now.isBefore(notBefore) && !now.isAfter(notAfter);
        }
    }

    /**
     * Reads {@code {"clientCertificates": [{"notBefore", "notAfter", "certificate"}]}}, the certificates in base64.
     *
     * @return empty for what is no such list, or a list of nothing
     */
    public static Optional<CertificateList> parse(String json) {
        try {
            var found = new ArrayList<Entry>();
            for (var node : JSON.readTree(json).path("clientCertificates")) {
                found.add(entry(node));
            }
            return found.isEmpty() ? Optional.empty() : Optional.of(new CertificateList(found));
        } catch (JsonProcessingException | CertificateException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the certificate is one of these, byte for byte, and counts now. */
    public boolean holds(X509Certificate shown, Instant now) {
        return entries.stream().anyMatch(entry -> entry.covers(shown, now));
    }

    int size() {
        return entries.size();
    }

    private static Entry entry(JsonNode node) throws CertificateException {
        var encoded = Base64.getDecoder().decode(node.path("certificate").asText());
        var certificate =
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        return new Entry((X509Certificate) certificate, time(node, "notBefore"), time(node, "notAfter"));
    }

    private static Instant time(JsonNode node, String name) {
        return OffsetDateTime.parse(node.path(name).asText()).toInstant();
    }
}
