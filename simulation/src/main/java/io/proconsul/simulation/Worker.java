package io.proconsul.simulation;

import io.proconsul.saga.engine.Effect.SendTask;
import io.proconsul.saga.engine.SagaInput;
import java.util.HashMap;
import java.util.Map;

/**
 * All instances of one worker: one task of a cluster at a time, in order; the answer and the place in the log are one
 * commit. An instance that dies leaves its call of the cloud behind, and the next one begins the task again.
 */
final class Worker {
    private final Agenda agenda;
    private final Weather weather;
    private final Dice dice;
    private final Bus bus;
    private final Cloud cloud;
    private final Map<String, Lane> lanes = new HashMap<>();

    Worker(String name, Agenda agenda, Weather weather, Dice dice, Bus bus, Cloud cloud) {
        this.agenda = agenda;
        this.weather = weather;
        this.dice = dice;
        this.bus = bus;
        this.cloud = cloud;
        bus.subscribe(Bus.TASKS + name, channel -> lanes.computeIfAbsent(channel.key(), key -> new Lane(channel))
                .wake());
    }

    private final class Lane {
        private final Bus.Channel channel;
        private int life;
        private boolean busy;

        private Lane(Bus.Channel channel) {
            this.channel = channel;
        }

        private void wake() {
            while (!busy && channel.lags()) {
                var task = (SendTask) channel.read().value();
                if (agenda.now() > task.answerBy().toEpochMilli()) {
                    channel.commit(); // nobody waits for it any more
                } else {
                    busy = true;
                    var mine = life;
                    agenda.after(latency(), () -> called(task, mine));
                }
            }
        }

        private long latency() {
            return weather.strikes(Misfortune.SLOW) ? dice.between(20_000, 6 * 60_000) : dice.between(5, 2_000);
        }

        private void called(SendTask task, int mine) {
            var outcome = cloud.perform(channel.key(), task);
            if (mine != life) {
                return; // whoever made this call is gone
            }
            if (weather.strikes(Misfortune.WORKER_CRASHED)) {
                crash();
                return;
            }
            channel.commit();
            bus.append(
                    Bus.RESULTS,
                    channel.key(),
                    new SagaInput.TaskAnswered(task.sagaId(), task.step(), task.attempt(), task.epoch(), outcome));
            busy = false;
            wake();
        }

        private void crash() {
            life++;
            channel.rewind();
            var mine = life;
            agenda.after(dice.between(100, 90_000), () -> restart(mine));
        }

        private void restart(int mine) {
            if (mine == life) {
                busy = false;
                wake();
            }
        }
    }
}
