package io.proconsul.hostmanager.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A publisher of manifests for tests: real keys, real signatures, any content. */
public final class Signed {
    public static final String CLUSTER = "5d6e2b4c-7f3a-5b1e-9c8d-0a1b2c3d4e5f";
    public static final String NODE = "c5d6e2b4c7f3-0";
    public static final KeyPair KEYS = keys();

    private final Map<String, byte[]> contents = new HashMap<>();
    private final List<FileEntry> files = new ArrayList<>();
    private final List<ProgramEntry> programs = new ArrayList<>();
    private final List<byte[]> programContents = new ArrayList<>();
    private String auditContainer = "";
    private String clusterId = CLUSTER;
    private String node = NODE;
    private String minHostManager = "0.1.0";
    private Manifest.Action action = Manifest.Action.RELOAD;
    private final long generation;

    private Signed(long generation) {
        this.generation = generation;
    }

    public static Signed generation(long generation) {
        return new Signed(generation);
    }

    public Signed file(String path, String content) {
        return file(path, content, "0640");
    }

    public Signed file(String path, String content, String mode) {
        var bytes = content.getBytes(UTF_8);
        var sha256 = Sha256.hex(bytes);
        contents.put(path, bytes);
        return entry(new FileEntry(path, "sha256/" + sha256, sha256, bytes.length, mode));
    }

    public Signed entry(FileEntry entry) {
        files.add(entry);
        return this;
    }

    public Signed program(String content) {
        var bytes = content.getBytes(UTF_8);
        var sha256 = Sha256.hex(bytes);
        programContents.add(bytes);
        return program(new ProgramEntry("sha256/" + sha256, sha256, bytes.length));
    }

    public Signed program(ProgramEntry entry) {
        programs.add(entry);
        return this;
    }

    public Signed auditContainer(String url) {
        auditContainer = url;
        return this;
    }

    public Signed clusterId(String other) {
        clusterId = other;
        return this;
    }

    public Signed node(String other) {
        node = other;
        return this;
    }

    public Signed minHostManager(String version) {
        minHostManager = version;
        return this;
    }

    public Signed restart() {
        action = Manifest.Action.RESTART;
        return this;
    }

    public Manifest manifest() {
        return new Manifest(
                Manifest.SCHEMA_VERSION,
                clusterId,
                node,
                generation,
                "v1.21.4",
                minHostManager,
                action,
                files,
                programs,
                auditContainer);
    }

    /** Of the programs. */
    public List<byte[]> programContents() {
        return programContents;
    }

    public Map<String, byte[]> contents() {
        return contents;
    }

    public String envelope() {
        return envelope(json(manifest()), KEYS);
    }

    public VerifiedManifest verified() {
        var reading = verifier().verify(envelope());
        if (reading instanceof Reading.Accepted accepted) {
            return accepted.manifest();
        }
        throw new AssertionError(reading);
    }

    public static ManifestVerifier verifier() {
        return new ManifestVerifier(KEYS.getPublic(), new Binding(CLUSTER, NODE), "0.1.0-SNAPSHOT");
    }

    public static String envelope(byte[] manifest, KeyPair keys) {
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(keys.getPrivate());
            signer.update(manifest);
            var base64 = Base64.getEncoder();
            return new String(
                    json(Map.of(
                            "manifest", base64.encodeToString(manifest),
                            "signature", base64.encodeToString(signer.sign()))),
                    UTF_8);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static String publicPem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEYS.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    public static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static byte[] json(Object value) {
        try {
            return new JsonMapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
