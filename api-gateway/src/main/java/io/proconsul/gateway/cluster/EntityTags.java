package io.proconsul.gateway.cluster;

import io.proconsul.gateway.error.ApiError;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Condition;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The state of a cluster that a client has seen, and what it expects of the one there is (RFC 9110 §8.8.3 and §13.1,
 * RPC-070 to RPC-073). A tag is the cluster's revision: it changes with whatever happens to the cluster.
 */
public final class EntityTags {

    static final String HEADER = "ETag";
    public static final String IF_MATCH = "If-Match";
    static final String IF_NONE_MATCH = "If-None-Match";

    private static final String ANY = "*";
    private static final String TAG = "\\s*(?:W/)?\"[\\x21\\x23-\\x7e]{0,100}\"\\s*";
    private static final Pattern TAGS = Pattern.compile(TAG + "(?:," + TAG + "){0,20}");

    /** A weak tag never matches, and neither does one that we have not given. */
    private static final Pattern OURS = Pattern.compile("(?<!W/)\"(\\d{1,18})\"");

    private EntityTags() {}

    static String of(ClusterState state) {
        return "\"" + state.getRevision() + "\"";
    }

    /**
     * What the headers of a request say; null if they say nothing.
     *
     * @throws io.proconsul.gateway.error.ApiException if they cannot be understood
     */
    public static @Nullable Condition condition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch != null && ifNoneMatch != null) {
            throw invalid(IF_NONE_MATCH, "no If-None-Match beside If-Match");
        }
        if (ifNoneMatch != null) {
            return missing(ifNoneMatch.strip());
        }
        return ifMatch == null ? null : matching(ifMatch.strip());
    }

    private static Condition missing(String ifNoneMatch) {
        if (!ifNoneMatch.equals(ANY)) {
            throw invalid(IF_NONE_MATCH, ANY);
        }
        return new Condition("MISSING", List.of());
    }

    private static Condition matching(String ifMatch) {
        if (ifMatch.equals(ANY)) {
            return new Condition("EXISTS", List.of());
        }
        if (!TAGS.matcher(ifMatch).matches()) {
            throw invalid(IF_MATCH, "* or the ETag of an earlier answer");
        }
        return new Condition(
                "UNCHANGED",
                OURS.matcher(ifMatch)
                        .results()
                        .map(tag -> Long.valueOf(tag.group(1)))
                        .toList());
    }

    private static RuntimeException invalid(String header, String rule) {
        return ApiError.badRequest("InvalidHeader", "Expected " + rule + ".", header)
                .asException();
    }
}
