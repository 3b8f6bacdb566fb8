package io.proconsul.gateway.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.proconsul.gateway.view.ClusterTable;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterState;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps the table of clusters up to date for as long as the application runs. */
@ApplicationScoped
public class StateFollower {

    private final TopicFollower<ClusterState> follower;

    public StateFollower(
            KafkaClients kafka,
            ClusterTable table,
            MeterRegistry meters,
            @ConfigProperty(name = SchemaRegistries.URL) String registry) {
        this.follower = new TopicFollower<>(kafka, Topics.CLUSTER_STATE, table, registry);
        meters.gauge("proconsul.gateway.view.clusters", table, ClusterTable::size);
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        follower.stop();
    }

    boolean isAlive() {
        return follower.isAlive();
    }
}
