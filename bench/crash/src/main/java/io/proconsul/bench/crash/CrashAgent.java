package io.proconsul.bench.crash;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.Map;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * {@code -javaagent:bench-crash.jar=FOLDER}: tells a {@link CrashFolder} what the process produces to Kafka and commits
 * there, and halts the process where the folder says so. Kafka's clients are changed as they are loaded; everything else
 * is as it always is.
 */
public final class CrashAgent {
    private static final String PRODUCER = "org.apache.kafka.clients.producer.KafkaProducer";
    private static final String CONSUMER = "org.apache.kafka.clients.consumer.KafkaConsumer";

    private CrashAgent() {}

    /** Called by the JVM before the program's own main method. */
    public static void premain(String folder, Instrumentation instrumentation) {
        Ambush.in(new CrashFolder(Path.of(folder)));
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
                .type(named(PRODUCER))
                .transform(
                        (type, description, loader, module, domain) -> type.visit(Advice.to(ProducerAdvice.Send.class)
                                        .on(named("send").and(takesArguments(2))))
                                .visit(Advice.to(ProducerAdvice.Begin.class).on(named("beginTransaction")))
                                .visit(Advice.to(ProducerAdvice.Commit.class).on(named("commitTransaction"))))
                .type(named(CONSUMER))
                .transform((type, description, loader, module, domain) -> type.visit(
                                Advice.to(ConsumerAdvice.Poll.class).on(named("poll")))
                        .visit(Advice.to(ConsumerAdvice.CommitSync.class)
                                .on(named("commitSync").and(takesArgument(0, Map.class))))
                        .visit(Advice.to(ConsumerAdvice.CommitAsync.class)
                                .on(named("commitAsync").and(takesArgument(0, Map.class)))))
                .installOn(instrumentation);
    }
}
