package io.proconsul.bench.chaos.sweep;

import io.proconsul.local.fault.Fault.Effect;
import io.proconsul.local.ledger.Entry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the side effects in what the stand-ins were asked during a life of a cluster that nothing disturbed. */
final class CrashPoints {
    private static final Set<String> SERVICES = Set.of("azure", "blob", "vault", "consul");
    private static final Set<String> WRITES = Set.of("PUT", "PATCH", "POST", "DELETE");

    /** Callers who are no service of ours. */
    private static final Set<String> OTHERS = Set.of("customer");

    /** Sign-in and renewal change nothing that a cluster has. */
    private static final Pattern NO_EFFECT = Pattern.compile("/v1/auth/.*|/v1/transit/(decrypt|sign|verify)/.*");

    /** What differs from one cluster, server or attempt to the next. */
    private static final Pattern VARIABLE = Pattern.compile("(?<=[/.-])("
            + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
            + "|pc[0-9a-f]{22}|c[0-9a-f]{11}|[0-9a-f]{64}|[0-9]+|[0-9TZ.-]{8,}"
            + ")(?=[/.-]|$)");

    private static final Pattern GROUP = Pattern.compile("(/resourcegroups/)[^/]+(-mrg)", Pattern.CASE_INSENSITIVE);

    private CrashPoints() {}

    /** Two for each kind of side effect: just before it, and just after. */
    static List<CrashPoint> in(List<Entry> calls) {
        var points = new LinkedHashSet<CrashPoint>();
        for (var call : calls) {
            if (isSideEffect(call)) {
                var path = pattern(call.path());
                points.add(new CrashPoint(call.service(), call.method(), path, Effect.KILL_THEN_IGNORE));
                points.add(new CrashPoint(call.service(), call.method(), path, Effect.APPLY_THEN_KILL));
            }
        }
        return List.copyOf(points);
    }

    private static boolean isSideEffect(Entry call) {
        return SERVICES.contains(call.service())
                && WRITES.contains(call.method())
                && call.status() >= 200
                && call.status() < 300
                && !OTHERS.contains(call.principal())
                && !NO_EFFECT.matcher(call.path()).matches();
    }

    static String pattern(String path) {
        var pattern = new StringBuilder();
        var grouped = GROUP.matcher(path).replaceAll("$1\u0000$2");
        var match = VARIABLE.matcher(grouped);
        int end = 0;
        while (match.find()) {
            pattern.append(literal(grouped.substring(end, match.start()))).append("[^/]+");
            end = match.end();
        }
        return pattern.append(literal(grouped.substring(end))).toString();
    }

    private static String literal(String text) {
        return text.isEmpty() ? "" : Pattern.quote(text).replace("\u0000", "\\E[^/]+\\Q");
    }
}
