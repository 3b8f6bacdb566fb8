package io.proconsul.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gateway.Samples;
import io.proconsul.gateway.command.UndecidedCommand;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationHandleTest {

    @ParameterizedTest
    @ValueSource(longs = {UndecidedCommand.UNKNOWN_CLUSTER, 0, 42})
    void isReadInTheGroupItWasGivenForAndNowhereElse(long revision) {
        var command = new UndecidedCommand(UUID.randomUUID().toString(), revision);
        var handle = OperationHandle.of(Samples.group("rg"), command);
        assertThat(OperationHandle.parse(Samples.group("RG"), handle)).contains(command);
        assertThat(OperationHandle.parse(Samples.group("another"), handle)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "command..1.", "command.x.1.y", "6f0e4a52-6f1c-5d0a-9a3b-8f4de6f2c7b1"})
    void whatIsNoHandleIsNotRead(String text) {
        assertThat(OperationHandle.parse(Samples.group("rg"), text)).isEmpty();
    }
}
