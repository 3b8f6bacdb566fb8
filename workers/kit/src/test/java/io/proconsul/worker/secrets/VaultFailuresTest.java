package io.proconsul.worker.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.proconsul.wire.FailureCause;
import io.proconsul.worker.Failures;
import io.quarkus.vault.client.VaultClientException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaultFailuresTest {

    private final Failures failures = new Failures(List.of(new VaultFailures()));

    @ParameterizedTest
    @CsvSource({
        "400, VaultRejected, PERMANENT",
        "403, VaultForbidden, PERMANENT",
        "404, VaultRejected, PERMANENT",
        "412, VaultNotReady, UNAVAILABLE",
        "429, VaultStandby, UNAVAILABLE",
        "472, VaultStandby, UNAVAILABLE",
        "473, VaultStandby, UNAVAILABLE",
        "500, VaultUnavailable, UNAVAILABLE",
        "501, VaultUnavailable, UNAVAILABLE",
        "503, VaultSealed, UNAVAILABLE",
    })
    void anAnswerOfVaultIsClassifiedByItsStatus(int status, String code, FailureCause cause) {
        var outcome = failures.outcomeOf(new IllegalStateException("wrapped", answer(status)));

        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.cause()).isEqualTo(cause);
        assertThat(outcome.message()).contains("Vault answered " + status + " to Encrypt");
    }

    @Test
    void noAnswerUsesUpNoAttempt() {
        assertThat(failures.outcomeOf(answer(null)).cause()).isEqualTo(FailureCause.UNAVAILABLE);
    }

    @Test
    void noAnswerUsesUpNoAttemptEvenIfTheClientStumblesOverIt() {
        var stumble = catchThrowable(answer(null)::isPermissionDenied);

        assertThat(failures.outcomeOf(new IllegalStateException(stumble)).code())
                .isEqualTo("VaultUnreachable");
        assertThat(failures.outcomeOf(stumble).cause()).isEqualTo(FailureCause.UNAVAILABLE);
        assertThat(failures.outcomeOf(new NullPointerException("ours")).cause()).isEqualTo(FailureCause.TRANSIENT);
    }

    private static VaultClientException answer(@Nullable Integer status) {
        return new VaultClientException("Encrypt", "/v1/transit/encrypt/key", status, List.of("no"), null);
    }
}
