package io.proconsul.hostmanager.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;

/**
 * Decides whether a document from the container is believed. Nothing in it is looked at before the Ed25519 signature
 * over its exact bytes holds, so that whoever can write to the container can still not run code here.
 */
public final class ManifestVerifier {
    /** A larger document is refused unread. */
    public static final int MAX_ENVELOPE_BYTES = 128 << 10;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final PublicKey key;
    private final Binding binding;
    private final String ownVersion;

    public ManifestVerifier(PublicKey key, Binding binding, String ownVersion) {
        this.key = key;
        this.binding = binding;
        this.ownVersion = ownVersion;
    }

    public Reading verify(String envelope) {
        if (envelope.length() > MAX_ENVELOPE_BYTES) {
            return new Reading.Refused("the manifest is larger than " + MAX_ENVELOPE_BYTES + " bytes");
        }
        try {
            var parts = JSON.readValue(envelope, Envelope.class);
            if (parts == null) {
                return new Reading.Refused("the manifest is not a signed document: it is null");
            }
            var signed = Base64.getDecoder().decode(parts.manifest());
            if (!signatureHolds(signed, Base64.getDecoder().decode(parts.signature()))) {
                return new Reading.Refused("the manifest's signature does not hold under this image's key");
            }
            return read(signed, envelope);
        } catch (IOException | IllegalArgumentException e) {
            return new Reading.Refused("the manifest is not a signed document: " + firstLine(e));
        }
    }

    private Reading read(byte[] signed, String envelope) throws IOException {
        var json = JSON.readTree(signed);
        var version = json.path("schemaVersion");
        if (version.asInt() < 1 || version.asInt() > Manifest.SCHEMA_VERSION) {
            return refused("schemaVersion", "1 or " + Manifest.SCHEMA_VERSION, version);
        }
        if (version.asInt() == 1 && json instanceof ObjectNode first) {
            first.put("auditContainer", "").putArray("programs");
        }
        var manifest = JSON.treeToValue(json, Manifest.class);
        Optional<String> violation = foreign(manifest).or(() -> ManifestRules.violation(manifest));
        return violation
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Accepted(new VerifiedManifest(manifest, envelope, Sha256.hex(signed))));
    }

    private Optional<String> foreign(Manifest manifest) {
        if (!manifest.clusterId().equals(binding.clusterId())) {
            return Optional.of("clusterId: expected %s, found %s".formatted(binding.clusterId(), manifest.clusterId()));
        }
        if (!manifest.node().equals(binding.node())) {
            return Optional.of("node: expected %s, found %s".formatted(binding.node(), manifest.node()));
        }
        if (release(ownVersion).compareTo(release(manifest.minHostManager())) < 0) {
            return Optional.of("minHostManager: this is %s, the manifest needs %s"
                    .formatted(ownVersion, manifest.minHostManager()));
        }
        return Optional.empty();
    }

    /** A snapshot counts as the release it leads to. */
    private static Version release(String version) {
        return Version.parse(version.replaceFirst("-.*", ""));
    }

    private boolean signatureHolds(byte[] signed, byte[] signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Reading refused(String field, String expected, JsonNode found) {
        return new Reading.Refused("%s: expected %s, found %s".formatted(field, expected, found.asText("nothing")));
    }

    private static String firstLine(Exception e) {
        var message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    private record Envelope(String manifest, String signature) {}
}
