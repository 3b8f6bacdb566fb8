package io.proconsul.hostmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostConfigTest {
    private static final String GOOD = """
            {"schemaVersion":1,"clusterId":"c","node":"n","blobEndpoint":"https://a.blob.core.windows.net",
             "container":"config","manifestPath":"manifests/server-0.json","identityClientId":"i","added":"later"}""";

    @TempDir
    Path directory;

    @Test
    void readsWhatCloudInitWrites() throws IOException {
        assertThat(HostConfig.read(write(GOOD)))
                .isEqualTo(new HostConfig(
                        1, "c", "n", "https://a.blob.core.windows.net", "config", "manifests/server-0.json", "i"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"schemaVersion\":1', '\"schemaVersion\":2', 'schemaVersion: expected 1, found 2'",
        "'\"clusterId\":\"c\",', '', 'clusterId: missing'",
        "'\"node\":\"n\"', '\"node\":\" \"', 'node: missing'",
        "'https://', 'http://', 'blobEndpoint: expected an https URL'",
        "'\"identityClientId\":\"i\",', '', 'identityClientId: missing'"
    })
    void namesTheFieldThatIsWrong(String part, String replacement, String message) {
        assertThatThrownBy(() -> HostConfig.read(write(GOOD.replace(part, replacement))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("host.json")
                .hasMessageContaining(message);
    }

    private Path write(String json) throws IOException {
        return Files.writeString(directory.resolve("host.json"), json);
    }
}
