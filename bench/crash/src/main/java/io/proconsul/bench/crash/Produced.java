package io.proconsul.bench.crash;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The produces and transactions of all producers of the process. Public because {@code KafkaProducer} calls it. */
public final class Produced {
    /** What the open transaction of each producer has in it. */
    private static final Map<Object, Set<Mark>> OPEN = Collections.synchronizedMap(new WeakHashMap<>());

    private Produced() {}

    /**
     * Before a record is sent.
     *
     * @return what is to be called in the callback's place: first of all, the record is acknowledged. However often the
     *     producer tries, that happens once
     */
    public static @Nullable Callback sending(
            Object producer, ProducerRecord<?, ?> record, @Nullable Callback callback) {
        var found = Mark.of(record.topic(), record.value());
        if (found.isEmpty()) {
            return callback;
        }
        var mark = found.get();
        var acts = List.of(mark.produce());
        Ambush.before(acts);
        var transaction = OPEN.get(producer);
        if (transaction != null) {
            transaction.add(mark);
        }
        return (metadata, failed) -> {
            if (failed == null) {
                Ambush.after(acts);
            }
            if (callback != null) {
                callback.onCompletion(metadata, failed);
            }
        };
    }

    public static void begun(Object producer) {
        OPEN.put(producer, Collections.synchronizedSet(new LinkedHashSet<>()));
    }

    public static void committing(Object producer) {
        Ambush.before(commits(producer));
    }

    public static void committed(Object producer) {
        Ambush.after(commits(producer));
        OPEN.remove(producer);
    }

    private static List<String> commits(Object producer) {
        var transaction = OPEN.getOrDefault(producer, ConcurrentHashMap.newKeySet());
        return transaction.stream().map(Mark::commit).toList();
    }
}
