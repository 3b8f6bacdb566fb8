package io.proconsul.orchestrator.stream;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the entries that were used last, so many and no more. */
final class Recent<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1;

    private final int kept;

    Recent(int kept) {
        super(16, 0.75f, true);
        this.kept = kept;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > kept;
    }
}
