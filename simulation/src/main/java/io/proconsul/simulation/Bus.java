package io.proconsul.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Kafka, as far as sagas can tell: a log per topic and key, read in order, from the last committed place after a crash.
 * Nothing orders the records of one topic against those of another, and any record may be there twice.
 */
final class Bus {
    static final String COMMANDS = "cluster.commands";
    static final String RESULTS = "task.results";
    static final String TIMERS = "timers.due";
    static final String TASKS = "tasks.";

    private final Agenda agenda;
    private final Weather weather;
    private final Dice dice;
    private final Map<String, Map<String, Channel>> channels = new HashMap<>();
    private final Map<String, Consumer<Channel>> readers = new HashMap<>();

    Bus(Agenda agenda, Weather weather, Dice dice) {
        this.agenda = agenda;
        this.weather = weather;
        this.dice = dice;
    }

    /** @param at its timestamp: when it was appended, by the clock of whoever did it */
    record Entry(long at, Object value) {}

    /** One key's part of one topic, and how far its reader has come. */
    static final class Channel {
        private final String key;
        private final List<Entry> log = new ArrayList<>();
        private int position;
        private int committed;

        private Channel(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        boolean lags() {
            return position < log.size();
        }

        Entry read() {
            return log.get(position++);
        }

        void commit() {
            committed = position;
        }

        void rewind() {
            position = committed;
        }
    }

    /** @param reader is told of each record appended to the topic */
    void subscribe(String topic, Consumer<Channel> reader) {
        readers.put(topic, reader);
    }

    void append(String topic, String key, Object value) {
        put(topic, key, value);
        if (weather.strikes(Misfortune.DUPLICATED)) {
            var later = dice.chance(0.7) ? dice.between(0, 5_000) : dice.between(0, 20 * 60_000);
            agenda.after(later, () -> put(topic, key, value));
        }
    }

    private void put(String topic, String key, Object value) {
        var channel = channels.computeIfAbsent(topic, name -> new HashMap<>()).computeIfAbsent(key, Channel::new);
        channel.log.add(new Entry(agenda.now() + weather.skew(), value));
        var reader = readers.get(topic);
        if (reader != null) {
            reader.accept(channel);
        }
    }
}
