package io.proconsul.local.kafka;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Properties;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * What a killed broker leaves behind with its controller: a registration that counts as alive until its session is over.
 *
 * <p>A node that is alone is its own controller. If it starts again before that session is over, its registration is
 * refused for the rest of it, and meanwhile it takes the metadata of before for true: it believes that it leads every
 * partition, and coordinates transactions. One that it ends then is recorded as ended without the markers that the
 * partitions wait for, since nothing listens yet; readers of what is committed never read past it. So such a node
 * first is a controller only, until it has seen its former self leave.
 */
final class FormerSession {
    private static final Duration SESSION = Duration.ofSeconds(1);
    /** A node that was killed before it had ever registered leaves nothing that could be seen to leave. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LOOK = Duration.ofMillis(50);

    private FormerSession() {}

    /** Returns when the node's former registration is fenced. */
    static void outlast(Properties settings) throws JMException, InterruptedException {
        var controller = new KafkaRaftServer(KafkaConfig.fromProps(controllerOnly(settings)), Time.SYSTEM);
        controller.startup();
        try {
            awaitFenced();
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    static Properties controllerOnly(Properties settings) {
        var alone = new Properties();
        alone.putAll(settings);
        var name = settings.getProperty("controller.listener.names");
        alone.setProperty("process.roles", "controller");
        alone.setProperty("listeners", listener(settings, name));
        alone.setProperty("broker.session.timeout.ms", Long.toString(SESSION.toMillis()));
        return alone;
    }

    private static String listener(Properties settings, String name) {
        for (var listener : settings.getProperty("listeners").split(",", -1)) {
            if (listener.startsWith(name + "://")) {
                return listener;
            }
        }
        throw new IllegalArgumentException("Expected listeners to have one named %s, but found %s"
                .formatted(name, settings.getProperty("listeners")));
    }

    private static void awaitFenced() throws JMException, InterruptedException {
        var limit = System.nanoTime() + PATIENCE.toNanos();
        while (brokers("Fenced") == 0 || brokers("Active") > 0) {
            if (System.nanoTime() > limit) {
                return;
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    /** As the controller of this process counts them; none as long as it knows nothing yet. */
    private static int brokers(String state) throws JMException {
        var gauge = new ObjectName("kafka.controller:type=KafkaController,name=%sBrokerCount".formatted(state));
        try {
            return ((Number) ManagementFactory.getPlatformMBeanServer().getAttribute(gauge, "Value")).intValue();
        } catch (InstanceNotFoundException e) {
            return 0;
        }
    }
}
