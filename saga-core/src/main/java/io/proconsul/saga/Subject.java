package io.proconsul.saga;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What sagas run on, as an author sees it; for Proconsul a cluster.
 *
 * @param key the key of every topic about it
 * @param identity what the subject is, in the edge's own terms
 * @param incarnation which life this is or, for a saga that gives birth, will be; from 1
 * @param phase the name its last saga left it in; {@link #ABSENT} before the first
 */
public record Subject(
        String key,
        Payload identity,
        long incarnation,
        String phase,
        @Nullable Payload document,
        Messages messages) {
    public static final String ABSENT = "ABSENT";

    public <T> T identity(Class<T> type) {
        return messages.decode(identity, type);
    }

    public <D> Optional<D> document(Class<D> type) {
        return Optional.ofNullable(document).map(payload -> messages.decode(payload, type));
    }
}
