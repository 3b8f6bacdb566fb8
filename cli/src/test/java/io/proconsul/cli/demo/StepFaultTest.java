package io.proconsul.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.local.fault.Fault.Effect;
import io.proconsul.local.fault.FaultScript;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepFaultTest {

    @Test
    void everyStepCanBeMadeToFail() {
        assertThat(StepFault.steps()).containsExactlyInAnyOrderElementsOf(DemoRun.steps());
    }

    @Test
    void theScriptIsOneThatTheStandInsUnderstand(@TempDir Path folder) throws Exception {
        var file = folder.resolve("faults.json");
        Files.writeString(file, StepFault.of("launch-servers").script());
        var script = FaultScript.watching(file);
        var path =
                "/subscriptions/s/resourceGroups/demo-mrg/providers/Microsoft.Compute/virtualMachineScaleSets/c-server-0";

        var first = script.next("azure", "PUT", path, effect -> true);
        var second = script.next("azure", "PUT", path, effect -> true);
        var undo = script.next("azure", "DELETE", path, effect -> true);

        assertThat(first).hasValueSatisfying(fault -> assertThat(fault.effect()).isEqualTo(Effect.APPLY_THEN_FAIL));
        assertThat(second).isPresent();
        assertThat(undo).isEmpty();
    }
}
