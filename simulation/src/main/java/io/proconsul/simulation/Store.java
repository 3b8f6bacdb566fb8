package io.proconsul.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A state store under exactly-once processing: what was not committed has never been. */
final class Store<K extends Comparable<K>, V> {
    private final TreeMap<K, V> entries = new TreeMap<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();

    @Nullable V get(K key) {
        return entries.get(key);
    }

    void put(K key, V value) {
        restoreLater(key, entries.put(key, value));
    }

    void remove(K key) {
        restoreLater(key, entries.remove(key));
    }

    Map.@Nullable Entry<K, V> first() {
        return entries.firstEntry();
    }

    void commit() {
        undo.clear();
    }

    void rollback() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    private void restoreLater(K key, @Nullable V before) {
        undo.push(() -> {
            if (before == null) {
                entries.remove(key);
            } else {
                entries.put(key, before);
            }
        });
    }
}
