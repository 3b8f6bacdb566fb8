package io.proconsul.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gateway.Samples;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.CreateToken;
import io.proconsul.wire.DeleteCluster;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private static final Request FIRST = new Request("one", "azure", Instant.parse("2026-01-01T00:00:00Z"));
    private static final Request SECOND = new Request("two", "someone", Instant.parse("2026-01-02T00:00:00Z"));

    @Test
    void theSameRequestIsTheSameCommandWheneverAndByWhomeverItIsSent() {
        var billing = new Billing("usage", "on-demand-v2");
        var first = Commands.create(Samples.SCOPE, Samples.SPEC, Billing.NONE, FIRST);
        var second = Commands.create(Samples.SCOPE, Samples.SPEC, billing, SECOND);
        assertThat(second.getCommandId()).isEqualTo(first.getCommandId());
        assertThat(Payloads.unpack(second.getBody(), CreateCluster.class)
                        .getSpec()
                        .getResourceUsageId())
                .isEqualTo("usage");
        assertThat(Payloads.unpack(second.getBody(), CreateCluster.class)
                        .getSpec()
                        .getPlan())
                .isEqualTo("on-demand-v2");
    }

    @Test
    void whateverDiffersInTheRequestMakesAnotherCommand() {
        var larger = io.proconsul.wire.ClusterSpec.newBuilder(Samples.SPEC)
                .setServers(5)
                .build();
        assertThat(Commands.create(Samples.SCOPE, larger, Billing.NONE, FIRST).getCommandId())
                .isNotEqualTo(Commands.create(Samples.SCOPE, Samples.SPEC, Billing.NONE, FIRST)
                        .getCommandId());
    }

    @Test
    void theLetterCaseOfTheScopeDoesNotMatter() {
        assertThat(Commands.delete(Samples.group("RG-MRG-APP").cluster("app-one"), FIRST)
                        .getCommandId())
                .isEqualTo(Commands.delete(Samples.SCOPE, SECOND).getCommandId());
    }

    @Test
    void saysWhereItComesFrom() {
        var command = Commands.delete(Samples.SCOPE, FIRST);
        assertThat(command.getName()).isEqualTo("delete-cluster");
        assertThat(command.getScope()).isEqualTo(Samples.SCOPE);
        assertThat(command.getCorrelationId()).isEqualTo("one");
        assertThat(command.getRequestedBy()).isEqualTo("azure");
        assertThat(command.getIssuedAt()).isEqualTo(FIRST.at());
        assertThat(Payloads.unpack(command.getBody(), DeleteCluster.class).getReason())
                .isNotEmpty();
    }

    @Test
    void aSnapshotCanBeRenamedThereAndBackAndThereAgain() {
        var seen = Samples.state(Samples.SCOPE, "RUNNING", 1);
        var later = ClusterState.newBuilder(seen)
                .setRevision(seen.getRevision() + 1)
                .build();
        var there = Commands.renameSnapshot(seen, "first", "golden", FIRST).getCommandId();
        assertThat(Commands.renameSnapshot(seen, "first", "golden", FIRST).getCommandId())
                .isEqualTo(there);
        assertThat(Commands.renameSnapshot(later, "first", "golden", FIRST).getCommandId())
                .isNotEqualTo(there);
    }

    @Test
    void everyTokenIsAnotherCommand() {
        var one = Commands.createToken(Samples.SCOPE, new CreateToken("one", "vault:v1:x", FIRST.at()), FIRST);
        var two = Commands.createToken(Samples.SCOPE, new CreateToken("two", "vault:v1:x", FIRST.at()), FIRST);
        assertThat(one.getName()).isEqualTo("create-token");
        assertThat(one.getCommandId()).isNotEqualTo(two.getCommandId());
        assertThat(Payloads.unpack(one.getBody(), CreateToken.class).getAccessorId())
                .isEqualTo("one");
    }

    @Test
    void theEndOfAnApplicationIsOneDeletionForEachLifeOfTheCluster() {
        var first = Samples.state(Samples.SCOPE, "RUNNING", 1);
        var next = ClusterState.newBuilder(first).setIncarnation(2).build();
        var command = Commands.deleteWithApplication(first, Samples.APPLICATION, FIRST);
        assertThat(Commands.deleteWithApplication(first, Samples.APPLICATION.toUpperCase(Locale.ROOT), SECOND)
                        .getCommandId())
                .isEqualTo(command.getCommandId());
        assertThat(Commands.deleteWithApplication(next, Samples.APPLICATION, FIRST)
                        .getCommandId())
                .isNotEqualTo(command.getCommandId());
    }
}
