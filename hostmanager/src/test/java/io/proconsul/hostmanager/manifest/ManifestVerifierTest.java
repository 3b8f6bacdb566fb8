package io.proconsul.hostmanager.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestVerifierTest {

    @Test
    void acceptsWhatTheControlPlaneSignedForThisServer() {
        var published = Signed.generation(7).file("server.json", "{}").file("tls/server-key.pem", "key", "0600");

        var reading = Signed.verifier().verify(published.envelope());

        assertThat(reading).isInstanceOfSatisfying(Reading.Accepted.class, accepted -> assertThat(
                        accepted.manifest().manifest())
                .isEqualTo(published.manifest()));
    }

    @Test
    void refusesTheSignatureOfAnotherKey() {
        var manifest =
                Signed.json(Signed.generation(7).file("server.json", "{}").manifest());

        assertRefused(Signed.envelope(manifest, Signed.keys()), "signature does not hold");
    }

    @Test
    void refusesOneChangedByteUnderAGoodSignature() {
        var envelope = Signed.generation(7).file("server.json", "{}").envelope();
        var generation8 = Base64.getEncoder()
                .encodeToString(Signed.json(
                        Signed.generation(8).file("server.json", "{}").manifest()));

        assertRefused(
                envelope.replaceFirst("\"manifest\":\"[^\"]+\"", "\"manifest\":\"" + generation8 + "\""),
                "signature does not hold");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "{}",
                "[]",
                "null",
                "{\"manifest\":\"***\",\"signature\":\"AA==\"}",
                "{\"manifest\":null,\"signature\":null}"
            })
    void refusesWhatIsNoSignedDocument(String document) {
        assertRefused(document, "");
    }

    @Test
    void refusesADocumentBeyondTheSizeLimitUnread() {
        assertRefused(" ".repeat(ManifestVerifier.MAX_ENVELOPE_BYTES + 1), "larger than");
    }

    @Test
    void refusesTheManifestOfAnotherCluster() {
        assertRefused(Signed.generation(7).clusterId("another").file("a", "b").envelope(), "clusterId: expected");
    }

    @Test
    void refusesTheManifestOfAnotherServerOfTheSameCluster() {
        assertRefused(Signed.generation(7).node("c5d6e2b4c7f3-1").file("a", "b").envelope(), "node: expected");
    }

    @Test
    void refusesAManifestForANewerHostManager() {
        assertRefused(
                Signed.generation(7).minHostManager("0.2.0").file("a", "b").envelope(), "the manifest needs 0.2.0");
    }

    @Test
    void refusesAnotherSchema() {
        assertRefused(
                Signed.envelope("{\"schemaVersion\":3}".getBytes(UTF_8), Signed.KEYS),
                "schemaVersion: expected 1 or 2, found 3");
    }

    @Test
    void acceptsAManifestOfTheFirstSchemaWhichHadNoPrograms() throws IOException {
        var published = Signed.generation(7).file("server.json", "{}");
        var first = (ObjectNode) new ObjectMapper().valueToTree(published.manifest());
        first.put("schemaVersion", 1).remove(List.of("programs", "auditContainer"));

        var reading = Signed.verifier().verify(Signed.envelope(Signed.json(first), Signed.KEYS));

        assertThat(reading).isInstanceOfSatisfying(Reading.Accepted.class, accepted -> assertThat(
                        accepted.manifest().manifest().programs())
                .isEmpty());
        first.put("schemaVersion", 2);
        assertRefused(Signed.envelope(Signed.json(first), Signed.KEYS), "programs");
    }

    @Test
    void acceptsOneProgramAndAContainerForTheAuditLog() {
        var published = Signed.generation(7)
                .file("server.json", "{}")
                .program("consul")
                .auditContainer("https://logs.blob.core.windows.net/audit");

        assertThat(Signed.verifier().verify(published.envelope()))
                .isInstanceOfSatisfying(
                        Reading.Accepted.class,
                        accepted -> assertThat(accepted.manifest().manifest()).isEqualTo(published.manifest()));
    }

    @Test
    void refusesASecondProgramAndOneThatIsNotContentAddressedOrTooLarge() {
        var sha256 = Sha256.hex(new byte[] {1});
        var one = Signed.generation(7).file("server.json", "{}");

        assertRefused(
                Signed.generation(7)
                        .file("server.json", "{}")
                        .program("a")
                        .program("b")
                        .envelope(),
                "programs: at most one allowed, found 2");
        assertRefused(
                one.program(new ProgramEntry("https://evil/x", sha256, 1)).envelope(), "program: blob must be named");
        assertRefused(
                Signed.generation(7)
                        .file("server.json", "{}")
                        .program(new ProgramEntry("sha256/" + sha256, sha256, (1L << 30) + 1))
                        .envelope(),
                "program: size must be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://logs.blob.core.windows.net/audit",
                "https://user@logs.blob.core.windows.net/audit",
                "https://logs.blob.core.windows.net",
                "https://logs.blob.core.windows.net/audit?sig=x",
                "https://logs.blob.core.windows.net/a/b/c",
                "file:///etc"
            })
    void refusesAnAuditLogThatGoesToNoContainer(String url) {
        assertRefused(
                Signed.generation(7)
                        .file("server.json", "{}")
                        .auditContainer(url)
                        .envelope(),
                "auditContainer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../server.json",
                "tls/../../cron.d/x",
                "tls/..",
                "..",
                ".",
                "tls",
                "tls/",
                "tls//ca.pem",
                "tls/deeper/ca.pem",
                "bin/consul",
                "a\\b",
                "a\nb",
                ".hidden.json",
                "tls/.ca.pem",
                ""
            })
    void refusesPathsOutsideTheAllowList(String path) {
        assertRefused(Signed.generation(7).file(path, "x").envelope(), "only plain file names are allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0777", "0755", "0666", "0646", "4640", "640", "rw", ""})
    void refusesModesThatLetOthersWriteOrExecute(String mode) {
        assertRefused(Signed.generation(7).file("server.json", "x", mode).envelope(), "mode");
    }

    @ParameterizedTest
    @CsvSource({
        "sha256/../manifests/x, 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08, 4, blob must be named",
        "sha256/abc, abc, 4, not 64 hex digits",
        "https://evil/x, 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08, 4, blob must be named",
        "sha256/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08, 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08, 1048577, size must be",
        "sha256/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08, 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08, -1, size must be"
    })
    void refusesBlobsThatAreNotContentAddressedOrTooLarge(String blob, String sha256, long size, String reason) {
        var entry = new FileEntry("server.json", blob, sha256, size, "0640");

        assertRefused(Signed.generation(7).entry(entry).envelope(), reason);
    }

    @Test
    void refusesAPathListedTwice() {
        assertRefused(
                Signed.generation(7)
                        .file("server.json", "a")
                        .file("server.json", "b")
                        .envelope(),
                "listed twice");
    }

    @Test
    void refusesMoreFilesThanAHostMayHold() {
        var published = Signed.generation(7);
        for (var i = 0; i <= ManifestRules.MAX_FILES; i++) {
            published.file("file" + i, "x");
        }

        assertRefused(published.envelope(), "at most 64");
    }

    @Test
    void refusesGenerationZeroAndAnEmptyManifest() {
        assertRefused(Signed.generation(0).file("a", "b").envelope(), "generation: expected 1 or more");
        assertRefused(Signed.generation(1).envelope(), "at least one");
    }

    @Test
    void readsTheKeyOfTheImageAndNothingElse() {
        assertThat(ManifestKey.parse(Signed.publicPem())).isEqualTo(Signed.KEYS.getPublic());
        assertThatThrownBy(() -> ManifestKey.parse("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(String document, String reason) {
        assertThat(Signed.verifier().verify(document))
                .isInstanceOfSatisfying(Reading.Refused.class, refused -> assertThat(refused.reason())
                        .contains(reason));
    }
}
