package io.proconsul.gateway.cluster;

import io.proconsul.gateway.input.Fields;
import java.util.Map;
import java.util.regex.Pattern;

/** Azure's limits on tags (RPC-011). */
final class Tags {

    private static final int MOST = 50;
    private static final int VALUE_LENGTH = 256;
    private static final Pattern NAME = Pattern.compile("[^<>%&\\\\?/\\p{Cntrl}]{1,512}");
    private static final String RESERVED = "proconsul-";

    private Tags() {}

    static void check(Map<String, String> tags, Fields members) {
        if (tags.size() > MOST) {
            members.problem("InvalidParameter", "*", "Expected at most 50 tags, found %d.".formatted(tags.size()));
        }
        tags.forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || name.startsWith(RESERVED)) {
                members.invalid(
                        "*",
                        "tag names of at most 512 characters without < > % & \\ ? / that do not begin with "
                                + RESERVED);
            }
            if (value.length() > VALUE_LENGTH) {
                members.invalid("*", "tag values of at most 256 characters");
            }
        });
    }
}
