package io.proconsul.worker.infra.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationStatusTest {

    private static final HttpHeaders IN_TEN_SECONDS = new HttpHeaders().set(HttpHeaderName.RETRY_AFTER, "10");

    @ParameterizedTest
    @ValueSource(strings = {"InProgress", "Running", "Deleted", "Whatever"})
    void any_word_that_is_not_terminal_means_running(String word) {
        assertThat(status(200, "{\"status\":\"" + word + "\"}"))
                .isEqualTo(new OperationStatus.Running(Optional.of(Duration.ofSeconds(10))));
    }

    @Test
    void a_location_that_is_not_done_means_running() {
        assertThat(status(202, "{}")).isEqualTo(new OperationStatus.Running(Optional.of(Duration.ofSeconds(10))));
    }

    @Test
    void a_failure_carries_azures_code() {
        assertThat(status(
                        200,
                        "{\"status\":\"Failed\",\"error\":{\"code\":\"AllocationFailed\",\"message\":\"no room\"}}"))
                .isEqualTo(new OperationStatus.Failed(ArmError.ofOperation("AllocationFailed", "no room")));
    }

    @ParameterizedTest
    @CsvSource({"404", "410", "429", "500", "503", "204"})
    void a_status_that_cannot_be_read_is_no_failure(int status) {
        assertThat(status(status, "{}")).isEqualTo(new OperationStatus.Ended());
    }

    @Test
    void the_result_of_a_location_is_an_end() {
        assertThat(status(200, "{\"id\":\"/subscriptions/1\",\"properties\":{}}"))
                .isEqualTo(new OperationStatus.Ended());
    }

    private static OperationStatus status(int status, String body) {
        try {
            return OperationStatus.of(status, IN_TEN_SECONDS, new ObjectMapper().readTree(body));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
