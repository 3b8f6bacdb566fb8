package io.proconsul.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    private static final Pattern OPERATION = Pattern.compile("operationId: (\\w+)");

    @Test
    void everyOperationOfTheApiNeedsARole() throws IOException {
        var description = Files.readString(Path.of("..", "docs", "openapi.yaml"));
        var operations = OPERATION
                .matcher(description)
                .results()
                .map(MatchResult::group)
                .map(found -> found.substring("operationId: ".length()))
                .filter(operation -> !operation.equals(Permissions.NOTIFICATION))
                .toList();
        assertThat(operations).contains("CreateCluster").allSatisfy(operation -> assertThat(
                        Permissions.neededFor(operation))
                .isPresent());
    }

    @Test
    void whatIsNotListedIsNobodys() {
        assertThat(Permissions.neededFor("")).isEmpty();
        assertThat(Permissions.neededFor(Permissions.NOTIFICATION)).isEmpty();
    }

    @Test
    void aRoleIncludesTheOnesBelowIt() {
        assertThat(Role.ADMINISTRATOR.includes(Role.READER)).isTrue();
        assertThat(Role.OPERATOR.includes(Role.OPERATOR)).isTrue();
        assertThat(Role.READER.includes(Role.OPERATOR)).isFalse();
    }

    @Test
    void theHighestOfSeveralRolesCounts() {
        assertThat(Role.highest(Set.of("Proconsul.Reader", "Proconsul.Administrator", "Other")))
                .hasValue(Role.ADMINISTRATOR);
        assertThat(Role.highest(Set.of("Other"))).isEmpty();
    }
}
