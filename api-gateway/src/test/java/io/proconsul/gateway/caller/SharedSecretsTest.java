package io.proconsul.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.proconsul.gateway.config.Configs;
import io.quarkus.runtime.Startup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedSecretsTest {

    private static final String SETTING = "proconsul.gateway.proxy.secrets";
    private static final String ONE = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "fedcba9876543210fedcba9876543210";

    @Test
    void acceptsEachOfThemAndNothingElse() {
        var secrets = new SharedSecrets(SETTING, List.of(ONE, OTHER));

        assertThat(List.of(ONE, OTHER)).allMatch(secrets::accepts);
        assertThat(List.of("", ONE + "0", ONE.substring(1), ONE.toUpperCase(java.util.Locale.ROOT), ONE + "," + OTHER))
                .noneMatch(secrets::accepts);
        assertThat(secrets.accepts(null)).isFalse();
        assertThat(new SharedSecrets(SETTING, List.of()).accepts("")).isFalse();
    }

    @Test
    void aShortSecretIsRefusedInWordsThatDoNotTellIt() {
        var guessable = "s3cret";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SharedSecrets(SETTING, List.of(ONE, guessable)))
                .withMessage("Expected secrets of at least 32 characters in %s, found one of 6", SETTING)
                .withNoCause();
    }

    @Test
    void thoseOfTheProxyAreCheckedWhenTheProcessStarts() {
        assertThat(ProxySecrets.class).hasAnnotation(Startup.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProxySecrets(Configs.of(Map.of(SETTING, ONE + ",short"))))
                .withMessageContaining(SETTING);
        assertThatNoException().isThrownBy(() -> new ProxySecrets(Configs.of(Map.of(SETTING, ONE + "," + OTHER))));
        assertThatNoException().isThrownBy(() -> new ProxySecrets(Configs.defaults()));
    }
}
