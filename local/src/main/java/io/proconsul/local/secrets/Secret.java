package io.proconsul.local.secrets;

import java.nio.charset.StandardCharsets;

/** Something that must not be found, by a name that may be printed. */
public final class Secret {
    private final String name;
    private final byte[] value;

    private Secret(String name, byte[] value) {
        this.name = name;
        this.value = value;
    }

    public static Secret of(String name, String value) {
        return new Secret(name, value.getBytes(StandardCharsets.UTF_8));
    }

    public static Secret of(String name, byte[] value) {
        return new Secret(name, value.clone());
    }

    public String name() {
        return name;
    }

    byte[] value() {
        return value.clone();
    }

    @Override
    public String toString() {
        return name;
    }
}
