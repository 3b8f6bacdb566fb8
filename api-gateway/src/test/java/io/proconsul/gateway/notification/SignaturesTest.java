package io.proconsul.gateway.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.proconsul.gateway.config.Configs;
import io.quarkus.runtime.Startup;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    private static final String SETTING = "proconsul.gateway.notifications.signatures";
    private static final String ONE = "0123456789abcdef0123456789abcdef";

    @Test
    void openTheWebhookIfThereAreAny() {
        assertThat(new Signatures(Configs.of(Map.of(SETTING, ONE))).accept(ONE)).isTrue();
        assertThat(new Signatures(Configs.defaults()).accept(ONE)).isFalse();
    }

    @Test
    void areCheckedWhenTheProcessStarts() {
        assertThat(Signatures.class).hasAnnotation(Startup.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Signatures(Configs.of(Map.of(SETTING, ONE + ",short"))))
                .withMessage("Expected secrets of at least 32 characters in %s, found one of 5", SETTING);
    }
}
