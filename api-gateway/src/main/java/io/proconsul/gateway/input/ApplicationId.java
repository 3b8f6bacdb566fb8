package io.proconsul.gateway.input;

import java.util.Optional;
import java.util.regex.Pattern;

/** The ARM id of a managed application (MAN-11). */
public final class ApplicationId {

    public static final String RULE =
            "/subscriptions/{guid}/resourceGroups/{group}/providers/Microsoft.Solutions" + "/applications/{name}";

    private static final Pattern FORM = Pattern.compile(
            "/subscriptions/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/resourceGroups/([-\\w.()]{1,90})"
                    + "/providers/Microsoft\\.Solutions/applications/([-\\w.]{1,64})",
            Pattern.CASE_INSENSITIVE);

    private ApplicationId() {}

    public static boolean isValid(String id) {
        return FORM.matcher(id).matches();
    }

    /** The last segment; empty for what is no such id. */
    public static Optional<String> name(String id) {
        return part(id, 3);
    }

    /** The id of the subscription; empty for what is no such id. */
    public static Optional<String> subscription(String id) {
        return part(id, 1);
    }

    /** The resource group that the application itself is in; empty for what is no such id. */
    public static Optional<String> resourceGroup(String id) {
        return part(id, 2);
    }

    private static Optional<String> part(String id, int group) {
        var form = FORM.matcher(id);
        return form.matches() ? Optional.of(form.group(group)) : Optional.empty();
    }
}
