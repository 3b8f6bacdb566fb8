package io.proconsul.gateway.cluster;

import io.proconsul.gateway.error.Problem;
import io.proconsul.wire.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which names a path may hold if something is to be created under them. */
final class Names {

    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern GROUP = Pattern.compile("[-\\w.()]{0,89}[-\\w()]");
    private static final Pattern CLUSTER = Pattern.compile("[a-z][a-z0-9-]{1,34}[a-z0-9]");

    private Names() {}

    static List<Problem> problems(Scope scope) {
        var problems = new ArrayList<Problem>();
        check(GUID, scope.getSubscriptionId(), "subscriptionId", "a GUID", problems);
        check(
                GROUP,
                scope.getResourceGroup(),
                "resourceGroup",
                "1 to 90 letters, digits and -_(). that do not end with a dot",
                problems);
        check(
                CLUSTER,
                scope.getClusterName(),
                "name",
                "3 to 36 lower-case letters, digits and hyphens, a letter first and no hyphen last",
                problems);
        return problems;
    }

    private static void check(Pattern pattern, String found, String target, String rule, List<Problem> problems) {
        if (!pattern.matcher(found).matches()) {
            problems.add(Problem.of("InvalidResourceName", "Expected " + rule + ".", target));
        }
    }
}
