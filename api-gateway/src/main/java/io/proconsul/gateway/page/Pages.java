package io.proconsul.gateway.page;

import io.proconsul.gateway.caller.CurrentRequest;
import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.error.ApiError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which page is asked for, and says where the next one is. */
@ApplicationScoped
public class Pages {

    /** The query parameters, as clients of Azure know them. */
    public static final String TOP = "$top";

    public static final String SKIP_TOKEN = "$skipToken";

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    private final SkipTokens tokens;
    private final CurrentRequest request;
    private final int pageSize;

    public Pages(SkipTokens tokens, CurrentRequest request, GatewayConfig config) {
        this.tokens = tokens;
        this.request = request;
        this.pageSize = config.lists().pageSize();
    }

    /**
     * What the query asks for.
     *
     * @param list which list it is, and whose
     * @throws io.proconsul.gateway.error.ApiException if that cannot be understood, or is of another list
     */
    public PageRequest requested(String list, @Nullable String top, @Nullable String skipToken) {
        var limit = top == null ? pageSize : Math.min(pageSize, number(top));
        return new PageRequest(skipToken == null ? "" : position(list, skipToken), limit);
    }

    /** The address of what comes after a page of that list; empty if nothing does. */
    public Optional<String> nextLink(String list, Page<?> page) {
        return page.last().map(last -> NextLink.of(request.address(), tokens.of(list, last)));
    }

    private static int number(String top) {
        if (!NUMBER.matcher(top).matches()) {
            throw ApiError.badRequest("InvalidParameter", "Expected a whole number of at least 1.", TOP)
                    .asException();
        }
        return Integer.parseInt(top);
    }

    private String position(String list, String skipToken) {
        return tokens.position(list, skipToken).orElseThrow(() -> ApiError.badRequest(
                        "InvalidSkipToken",
                        "Expected a value from the nextLink of an earlier page of this list; begin again without it.",
                        SKIP_TOKEN)
                .asException());
    }
}
