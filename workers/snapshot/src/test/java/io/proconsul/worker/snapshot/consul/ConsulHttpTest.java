package io.proconsul.worker.snapshot.consul;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.worker.Tenure;
import io.proconsul.worker.TenureLostException;
import io.proconsul.worker.secrets.Secret;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ConsulHttpTest {

    /** Nobody listens there, which whoever asks would find out. */
    private final ConsulHttp consul =
            new ConsulHttp(HttpClient.newHttpClient(), "http://127.0.0.1:1", Duration.ofSeconds(5));

    @Test
    void aTaskThatIsAnotherWorkersByNowAsksNoServer() {
        assertThatThrownBy(() -> another(() -> consul.put("/v1/acl/bootstrap", Map.of(), null)))
                .isInstanceOf(TenureLostException.class);
        assertThatThrownBy(() -> another(() -> consul.get("/v1/status/leader", null)))
                .isInstanceOf(TenureLostException.class);
        assertThatThrownBy(() -> another(() -> consul.open("/v1/snapshot", Secret.of("a token"))))
                .isInstanceOf(TenureLostException.class);
    }

    private static Object another(Callable<?> call) {
        return Tenure.<Object>within(() -> false, () -> {
            try {
                return call.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }
}
