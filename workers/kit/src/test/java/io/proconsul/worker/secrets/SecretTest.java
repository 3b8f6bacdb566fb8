package io.proconsul.worker.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void aSecretDoesNotShowItself() {
        assertThat("token " + Secret.of("s3cr3t")).isEqualTo("token ***");
        assertThat(Secret.of("s3cr3t").reveal()).isEqualTo("s3cr3t");
    }
}
