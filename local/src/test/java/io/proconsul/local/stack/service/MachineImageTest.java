package io.proconsul.local.stack.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.local.tls.Pem;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import org.junit.jupiter.api.RepeatedTest;

class MachineImageTest {
    private static final int RAW_BYTES = 32;

    @RepeatedTest(8) // the sign of x is as good as random
    void writesTheSameKeyAsTheJdk() throws Exception {
        var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        var info = key.getEncoded();
        var raw = Arrays.copyOfRange(info, info.length - RAW_BYTES, info.length);

        assertThat(MachineImage.pem(raw)).isEqualTo(Pem.of(key));
    }
}
