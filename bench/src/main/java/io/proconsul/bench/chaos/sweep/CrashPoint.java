package io.proconsul.bench.chaos.sweep;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.fault.Fault.Effect;
import io.proconsul.local.ledger.Entry;
import java.util.regex.Pattern;

/**
 * Where a process dies once.
 *
 * @param service whose request it is: azure, blob, vault or consul
 * @param path a regular expression for the request's whole path, of whatever cluster
 * @param effect {@code KILL_THEN_IGNORE}: just before the side effect; {@code APPLY_THEN_KILL}: just after it
 */
record CrashPoint(String service, String method, String path, Effect effect) {

    /** The line of a fault script that plays it once. */
    ObjectNode line() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("service", service)
                .put("method", method)
                .put("path", path)
                .put("effect", effect.name())
                .put("times", 1);
    }

    /** Whether a call of a ledger is the one at which the process died. */
    boolean isPlayedBy(Entry call) {
        return call.fault().equals(effect.name())
                && call.service().equals(service)
                && call.method().equals(method)
                && Pattern.compile(path, Pattern.CASE_INSENSITIVE)
                        .matcher(call.path())
                        .matches();
    }

    @Override
    public String toString() {
        return "%s %s %s %s".formatted(effect == Effect.KILL_THEN_IGNORE ? "before" : "after", service, method, path);
    }
}
