package io.proconsul.gateway.input;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ARM id of a virtual network, with names as Azure allows them: nothing in it can lead anywhere else (RPC-001, RPC-006).
 */
public record VirtualNetworkId(String path, String subscription, String resourceGroup, String name) {

    public static final String RULE = "the id of a virtual network,"
            + " /subscriptions/{guid}/resourceGroups/{group}/providers/Microsoft.Network/virtualNetworks/{name}";

    private static final Pattern FORM = Pattern.compile(
            "/subscriptions/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/resourceGroups/([-\\w.()]{0,89}[-\\w()])"
                    + "/providers/Microsoft\\.Network/virtualNetworks/([a-z0-9][-\\w.]{0,62}\\w)",
            Pattern.CASE_INSENSITIVE);

    /** Empty for what is no such id. */
    public static Optional<VirtualNetworkId> parse(String id) {
        var form = FORM.matcher(id);
        return form.matches()
                ? Optional.of(new VirtualNetworkId(id, form.group(1), form.group(2), form.group(3)))
                : Optional.empty();
    }
}
