package io.proconsul.gateway.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param last the position of its last item; empty if nothing comes after it
 */
public record Page<T>(List<T> items, Optional<String> last) {

    /**
     * Takes as many of the items as were asked for.
     *
     * @param following one more than that, if there are so many
     * @param position of an item, which the next page begins after
     */
    public static <T> Page<T> of(List<T> following, PageRequest request, Function<T, String> position) {
        if (following.size() <= request.limit()) {
            return new Page<>(List.copyOf(following), Optional.empty());
        }
        var items = List.copyOf(following.subList(0, request.limit()));
        return new Page<>(items, Optional.of(position.apply(items.get(items.size() - 1))));
    }

    public <R> Page<R> map(Function<T, R> form) {
        return new Page<>(items.stream().map(form).toList(), last);
    }
}
