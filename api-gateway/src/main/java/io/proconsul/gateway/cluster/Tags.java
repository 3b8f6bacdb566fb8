package io.proconsul.gateway.cluster;

import io.proconsul.gateway.input.Fields;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Azure's limits on tags (RPC-011). */
final class Tags {

    private static final int MOST = 50;
    private static final Pattern NAME = Pattern.compile("[^<>%&\\\\?/" + Fields.INVISIBLE + "]{1,512}");
    private static final Pattern VALUE = Pattern.compile("[^" + Fields.INVISIBLE + "]{0,256}");
    private static final String RESERVED = "proconsul-";

    private Tags() {}

    static void check(Map<String, String> tags, Fields members) {
        if (tags.size() > MOST) {
            members.problem("InvalidParameter", "*", "Expected at most 50 tags, found %d.".formatted(tags.size()));
        }
        if (tags.keySet().stream().map(Tags::folded).distinct().count() < tags.size()) {
            members.invalid("*", "tag names that differ in more than letter case");
        }
        tags.forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || isReserved(name)) {
                members.invalid(
                        "*",
                        "tag names of at most 512 characters without < > % & \\ ? / that do not begin with "
                                + RESERVED);
            }
            if (!VALUE.matcher(value).matches()) {
                members.invalid("*", "tag values of at most 256 characters, all of them visible");
            }
        });
    }

    /** Names are the same in any letter case, as Azure has it. */
    private static boolean isReserved(String name) {
        return folded(name).startsWith(RESERVED);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
