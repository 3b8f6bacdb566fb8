package io.proconsul.gateway.page;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The address of the next page: that of the page at hand, with another token. */
final class NextLink {

    private NextLink() {}

    /** @param address under which the client has asked for the page at hand */
    static String of(URI address, String token) {
        var text = address.toString();
        var end = text.indexOf('?');
        var base = end < 0 ? text : text.substring(0, end);
        var kept = Optional.ofNullable(address.getRawQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&", -1)))
                .filter(parameter -> !parameter.isEmpty() && !isToken(parameter));
        return base + "?"
                + Stream.concat(kept, Stream.of(Pages.SKIP_TOKEN + "=" + token)).collect(Collectors.joining("&"));
    }

    private static boolean isToken(String parameter) {
        var name = parameter.split("=", 2)[0].replace("%24", "$");
        return name.equalsIgnoreCase(Pages.SKIP_TOKEN);
    }
}
