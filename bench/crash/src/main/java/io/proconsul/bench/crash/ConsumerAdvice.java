package io.proconsul.bench.crash;

import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What is woven into {@code KafkaConsumer}; it only calls {@link Consumed}. */
final class ConsumerAdvice {
    private ConsumerAdvice() {}

    /** After {@code poll}. */
    static final class Poll {
        private Poll() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This Object consumer, @Advice.Return ConsumerRecords<?, ?> records) {
            Consumed.polled(consumer, records);
        }
    }

    /** Around {@code commitSync(offsets ..)}; a commit that fails has no after. */
    static final class CommitSync {
        private CommitSync() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.This Object consumer, @Advice.Argument(0) Map<TopicPartition, OffsetAndMetadata> offsets) {
            Consumed.committing(consumer, offsets);
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.This Object consumer, @Advice.Argument(0) Map<TopicPartition, OffsetAndMetadata> offsets) {
            Consumed.committed(consumer, offsets);
        }
    }

    /** Before {@code commitAsync(offsets, callback)}. */
    static final class CommitAsync {
        private CommitAsync() {}

        @Advice.OnMethodEnter
        @SuppressWarnings("UnusedVariable") // what is assigned becomes the method's argument
        static void enter(
                @Advice.This Object consumer,
                @Advice.Argument(0) Map<TopicPartition, OffsetAndMetadata> offsets,
                @Advice.Argument(value = 1, readOnly = false) @Nullable OffsetCommitCallback callback) {
            callback = Consumed.committing(consumer, offsets, callback);
        }
    }
}
