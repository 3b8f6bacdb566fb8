package io.proconsul.gateway.operation;

import io.proconsul.gateway.command.UndecidedCommand;
import io.proconsul.gateway.view.Group;
import io.proconsul.schemas.Ids;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The operation id of a command that has no operation yet. It says all there is to know, so that any instance can answer
 * for it, and is bound to the resource group it was given for: in another's it is as good as unknown.
 */
public final class OperationHandle {

    /** The response header that carries the id of the operation a request began. */
    public static final String HEADER = "x-proconsul-operation-id";

    private static final Pattern FORM = Pattern.compile("command\\.([0-9a-f-]{36})\\.(-?\\d{1,18})\\.([0-9a-f-]{36})");

    private OperationHandle() {}

    public static String of(Group group, UndecidedCommand command) {
        return "command.%s.%d.%s".formatted(command.commandId(), command.revision(), binding(group, command));
    }

    /** Empty for what is no handle, or that of another group. */
    static Optional<UndecidedCommand> parse(Group group, String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        var command = new UndecidedCommand(form.group(1), Long.parseLong(form.group(2)));
        return form.group(3).equals(binding(group, command)) ? Optional.of(command) : Optional.empty();
    }

    private static String binding(Group group, UndecidedCommand command) {
        var anyCluster = Ids.scopeKey(group.cluster(""));
        var text = (command.commandId() + "." + command.revision()).toLowerCase(Locale.ROOT);
        return Ids.uuidV5(UUID.fromString(anyCluster), text).toString();
    }
}
