package io.proconsul.worker.infra.configuration;

import static io.proconsul.worker.infra.Fixtures.CLUSTER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Manifest manifest = manifest("hello\n");

    @Test
    void lists_each_file_by_the_hash_of_its_content() throws IOException {
        assertThat(JSON.readTree(ConfigFiles.json(manifest))).isEqualTo(JSON.readTree("""
                        {"schemaVersion":2,"clusterId":"0af36c1e-5d2b-5e10-9a77-3b1f0c2d4e5f","node":"c0af36c1e5d2-0",
                         "generation":1,"consulVersion":"v1.21.4","minHostManager":"0.1.0","action":"RESTART",
                         "files":[{"path":"tls/ca.pem",
                           "blob":"sha256/5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
                           "sha256":"5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
                           "size":6,"mode":"0640"}],"programs":[],"auditContainer":""}"""));
    }

    @Test
    void is_read_back_as_it_was_written() throws IOException {
        assertThat(JSON.readValue(ConfigFiles.json(manifest), Manifest.class)).isEqualTo(manifest);
    }

    @Test
    void the_same_content_is_the_same_generation() {
        var second = manifest.after(manifest("other"));

        assertThat(manifest.after(second)).isEqualTo(second);
    }

    @Test
    void other_content_is_the_next_generation() {
        assertThat(manifest("bye\n").after(manifest).generation()).isEqualTo(2);
    }

    @Test
    void a_manifest_of_the_first_schema_has_no_program_and_is_followed_by_the_next_generation() throws IOException {
        var first = JSON.readValue(
                new String(ConfigFiles.json(manifest), StandardCharsets.UTF_8)
                        .replaceFirst("\"schemaVersion\" : 2", "\"schemaVersion\" : 1")
                        .replaceFirst(",\\s*\"programs\" : \\[ ],\\s*\"auditContainer\" : \"\"", ""),
                Manifest.class);

        assertThat(first.schemaVersion()).isEqualTo(1);
        assertThat(first.programs()).isEmpty();
        assertThat(manifest.after(first).generation()).isEqualTo(2);
    }

    @Test
    void another_consul_and_changed_files_leave_the_others() {
        var mark = new ConfigFile("update.json", "0640", new byte[] {1});
        var program = Manifest.Program.of("00ff", 7);

        var updated = manifest.running("v1.22.0", program).with(List.of(mark));

        assertThat(updated.consulVersion()).isEqualTo("v1.22.0");
        assertThat(updated.programs()).containsExactly(program);
        assertThat(updated.action()).isEqualTo("RESTART");
        assertThat(updated.files()).extracting(Manifest.Entry::path).containsExactly("tls/ca.pem", "update.json");
        assertThat(updated.running("v1.22.0", program).with(List.of(mark))).isEqualTo(updated);
    }

    private static Manifest manifest(String content) {
        var file = new ConfigFile("tls/ca.pem", "0640", content.getBytes(StandardCharsets.UTF_8));
        return Manifest.of(CLUSTER_ID, "c0af36c1e5d2-0", "v1.21.4", List.of(file), List.of());
    }
}
