package io.proconsul.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token: 0af7651916cd                    | token: ***",
                "{\"client_secret\":\"xyz\",\"n\":1}    | {\"client_secret\":***,\"n\":1}",
                "password=pw next                       | password=*** next",
                "X-Consul-Token=8c0b11 x                | X-Consul-Token=*** x",
                "got vault:v3:AbC+/= here               | got *** here",
                "Authorization: Bearer abc.def-ghi      | Authorization: Bearer ***",
                "jwt eyJhbGciOi.eyJzdWIi.c2ln end       | jwt *** end",
                "AccountKey=Zm9v;EndpointSuffix=x       | AccountKey=***;EndpointSuffix=x",
            })
    void secretsAreMasked(String text, String masked) {
        assertThat(Redaction.of(text)).isEqualTo(masked);
    }

    @Test
    void aPrivateKeyIsMaskedEvenIfItsEndIsMissing() {
        assertThat(Redaction.of("key -----BEGIN PRIVATE KEY-----\nMIGH\nAgEA")).isEqualTo("key ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Parent resource 'virtualNetworks/hvn-c0af765-vnet' not found",
                "subnet servers of 10.0.0.0/24 is in use",
                "server-0 of 3f0c9a6e-0000-4000-8000-000000000000"
            })
    void ordinaryTextStays(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @Test
    void textIsCutToALength() {
        assertThat(Redaction.of("x".repeat(100_000))).hasSize(603).endsWith("...");
    }
}
