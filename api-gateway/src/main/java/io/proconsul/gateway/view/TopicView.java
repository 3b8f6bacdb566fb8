package io.proconsul.gateway.view;

/** What a topic is read into. One writer feeds it in the order of each partition; any thread reads. */
public interface TopicView<V> {

    void put(String key, V value);

    /** The log has forgotten this key. */
    void remove(String key);

    /** Whether everything that the topic had when this instance started has been read; before that, reads would lie. */
    boolean isCurrent();

    void markCurrent();

    /** How much is held, for the log and for a gauge. */
    int size();
}
