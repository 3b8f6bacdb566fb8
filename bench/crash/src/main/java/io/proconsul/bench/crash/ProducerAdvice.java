package io.proconsul.bench.crash;

import net.bytebuddy.asm.Advice;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What is woven into {@code KafkaProducer}; it only calls {@link Produced}. */
final class ProducerAdvice {
    private ProducerAdvice() {}

    /** Around {@code send(record, callback)}, to which every other send comes down. */
    static final class Send {
        private Send() {}

        @Advice.OnMethodEnter
        @SuppressWarnings("UnusedVariable") // what is assigned becomes the method's argument
        static void enter(
                @Advice.This Object producer,
                @Advice.Argument(0) ProducerRecord<?, ?> record,
                @Advice.Argument(value = 1, readOnly = false) @Nullable Callback callback) {
            callback = Produced.sending(producer, record, callback);
        }
    }

    /** After {@code beginTransaction()}. */
    static final class Begin {
        private Begin() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This Object producer) {
            Produced.begun(producer);
        }
    }

    /** Around {@code commitTransaction()}; a commit that fails has no after. */
    static final class Commit {
        private Commit() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.This Object producer) {
            Produced.committing(producer);
        }

        @Advice.OnMethodExit
        static void exit(@Advice.This Object producer) {
            Produced.committed(producer);
        }
    }
}
