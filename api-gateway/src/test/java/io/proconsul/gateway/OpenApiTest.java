package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GatewayProfile.class)
class OpenApiTest {

    private static final Path CHECKED_IN = Path.of("..", "docs", "openapi.yaml");
    private static final Path GENERATED = Path.of("target", "openapi.yaml");

    @TestHTTPResource(value = "/openapi", management = true)
    @SuppressWarnings("NullAway.Init")
    URL document;

    /** After a change that is meant, copy target/openapi.yaml to docs/openapi.yaml. */
    @Test
    void theCheckedInDocumentDescribesTheApi() throws IOException {
        var generated = given().get(document).asString();
        Files.writeString(GENERATED, generated);
        assertThat(CHECKED_IN).hasContent(generated);
    }
}
