package io.proconsul.hostmanager.azure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes its value on first use, so that loading a large SDK delays nothing that matters more. One thread only. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T value;

    private Once(Supplier<T> maker) {
        this.maker = maker;
    }

    static <T> Supplier<T> of(Supplier<T> maker) {
        return new Once<>(maker);
    }

    @Override
    public T get() {
        var made = value;
        if (made == null) {
            made = maker.get();
            value = made;
        }
        return made;
    }
}
