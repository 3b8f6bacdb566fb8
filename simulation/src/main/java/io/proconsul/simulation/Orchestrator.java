package io.proconsul.simulation;

import io.proconsul.saga.Payload;
import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.Effect;
import io.proconsul.saga.engine.Fault;
import io.proconsul.saga.engine.SagaInput;
import io.proconsul.saga.engine.SagaInput.Loss;
import io.proconsul.saga.engine.SubjectState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shell around the engine for one partition: several records to a transaction, and what a transaction did is seen when
 * it commits or never. Whoever loses a transaction loses the state and the outputs since the last commit, and whoever has
 * the partition then reads the same records again.
 */
final class Orchestrator {
    private static final Fault UNREADABLE = new Fault("Unreadable", "as the weather has it");

    private final Agenda agenda;
    private final Weather weather;
    private final Dice dice;
    private final Decider engine;
    private final boolean fenced;
    private final Bus bus;
    private final Function<String, Payload> identities;
    private final Consumer<Transition> journal;

    private final List<Bus.Channel> inputs = new ArrayList<>();
    private final Store<String, SubjectState> states = new Store<>();
    private final Store<Deadline, SagaInput> deadlines = new Store<>();
    private List<Runnable> outputs = new ArrayList<>();
    private int life;
    private boolean down;
    private boolean polling;
    private boolean committing;
    private long alarm = Long.MAX_VALUE;

    /** @param fenced whether the transaction of an instance that has lost the partition is refused */
    Orchestrator(
            Agenda agenda,
            Weather weather,
            Dice dice,
            Decider engine,
            boolean fenced,
            Bus bus,
            Function<String, Payload> identities,
            Consumer<Transition> journal) {
        this.agenda = agenda;
        this.weather = weather;
        this.dice = dice;
        this.engine = engine;
        this.fenced = fenced;
        this.bus = bus;
        this.identities = identities;
        this.journal = journal;
    }

    private record Deadline(long dueAt, String subject, long epoch) implements Comparable<Deadline> {
        @Override
        public int compareTo(Deadline other) {
            var byTime = Long.compare(dueAt, other.dueAt);
            var bySubject = byTime == 0 ? subject.compareTo(other.subject) : byTime;
            return bySubject == 0 ? Long.compare(epoch, other.epoch) : bySubject;
        }
    }

    /** A record of a topic that it reads. */
    void appended(Bus.Channel channel) {
        if (!inputs.contains(channel)) {
            inputs.add(channel);
        }
        wake();
    }

    private void wake() {
        if (!polling && !down) {
            polling = true;
            var mine = life;
            agenda.after(dice.between(1, 40), () -> poll(mine));
        }
    }

    private void poll(int mine) {
        if (mine != life) {
            return;
        }
        polling = false;
        var channel = lagging();
        if (channel == null) {
            return;
        }
        var entry = channel.read();
        hear(channel.key(), readable((SagaInput) entry.value()), entry.at());
        if (weather.strikes(Misfortune.CRASHED)) {
            lose();
            resume(dice.chance(0.5) ? dice.between(50, 500) : dice.between(500, 5 * 60_000));
        } else if (weather.strikes(Misfortune.ABORTED)) {
            lose();
            resume(0);
        } else if (weather.strikes(Misfortune.REBALANCED)) {
            rebalance();
        } else {
            commitSoon();
            wake();
        }
    }

    /** What cannot be read is told to the engine as a loss; a command is left to whoever sent it. */
    private SagaInput readable(SagaInput input) {
        if (input instanceof SagaInput.TaskAnswered && weather.strikes(Misfortune.UNREADABLE)) {
            return new SagaInput.InputLost(Loss.ANSWER, UNREADABLE);
        } else if (input instanceof SagaInput.TimerFired && weather.strikes(Misfortune.UNREADABLE)) {
            return new SagaInput.InputLost(Loss.WAIT, UNREADABLE);
        }
        return input;
    }

    /** Nothing orders the topics against each other. */
    private Bus.@Nullable Channel lagging() {
        int first = (int) dice.between(0, inputs.size() - 1L);
        for (int i = 0; i < inputs.size(); i++) {
            var channel = inputs.get((first + i) % inputs.size());
            if (channel.lags()) {
                return channel;
            }
        }
        return null;
    }

    private void hear(String subject, SagaInput input, long now) {
        var known = states.get(subject);
        if (known == null && (input instanceof SagaInput.TaskAnswered || input instanceof SagaInput.TimerFired)) {
            return; // of a subject that was never heard of
        }
        var before = known == null ? SubjectState.unknown(subject, identities.apply(subject)) : known;
        var decision = engine.decide(before, input, Instant.ofEpochMilli(now));
        if (decision.transition()) {
            states.put(subject, decision.state());
        }
        outputs.add(() -> journal.accept(new Transition(subject, now, input, decision)));
        decision.effects().forEach(effect -> perform(subject, effect, decision));
    }

    private void perform(String subject, Effect effect, Decision decision) {
        if (effect instanceof Effect.SendTask task) {
            outputs.add(() -> bus.append(Bus.TASKS + task.worker(), subject, task));
        } else if (effect instanceof Effect.StartTimer timer) {
            var due = new SagaInput.TimerFired(timer.sagaId(), timer.step(), timer.epoch());
            outputs.add(() -> delay(subject, due, timer.dueAt().toEpochMilli()));
        } else if (effect instanceof Effect.StartDeadline deadline) {
            deadlines.put(
                    new Deadline(
                            deadline.dueAt().toEpochMilli(), decision.state().key(), deadline.epoch()),
                    new SagaInput.TimerFired(deadline.sagaId(), deadline.step(), deadline.epoch()));
        } else if (effect instanceof Effect.CancelDeadline deadline) {
            deadlines.remove(new Deadline(
                    deadline.dueAt().toEpochMilli(), decision.state().key(), deadline.epoch()));
        }
    }

    /** The delay topics: durable, so a wait is never lost, but it may come late, twice, or too early. */
    private void delay(String subject, SagaInput timer, long dueAt) {
        var wait = Math.max(0, dueAt - agenda.now());
        var when = weather.strikes(Misfortune.EARLY) ? wait / 2 : wait + dice.between(0, 500);
        agenda.after(when, () -> bus.append(Bus.TIMERS, subject, timer));
    }

    private void commitSoon() {
        if (!committing) {
            committing = true;
            var mine = life;
            agenda.after(dice.between(1, 100), () -> commit(mine));
        }
    }

    private void commit(int mine) {
        if (mine == life) {
            commit();
            setAlarm();
        }
    }

    private void commit() {
        committing = false;
        states.commit();
        deadlines.commit();
        inputs.forEach(Bus.Channel::commit);
        var done = outputs;
        outputs = new ArrayList<>();
        done.forEach(Runnable::run);
    }

    /** The partition goes to another instance: in good order, or while the old one still works on what it has read. */
    private void rebalance() {
        if (dice.chance(0.5)) {
            commit();
        } else {
            var zombie = outputs;
            outputs = new ArrayList<>();
            agenda.after(dice.between(1, 5_000), () -> commitLate(zombie));
        }
        lose();
        resume(dice.between(10, 3_000));
    }

    /** Kafka refuses whoever has a newer instance after it. */
    private void commitLate(List<Runnable> zombie) {
        if (!fenced) {
            zombie.forEach(Runnable::run);
        }
    }

    private void lose() {
        life++;
        down = true;
        polling = false;
        committing = false;
        alarm = Long.MAX_VALUE;
        states.rollback();
        deadlines.rollback();
        outputs.clear();
        inputs.forEach(Bus.Channel::rewind);
    }

    private void resume(long after) {
        var mine = life;
        agenda.after(after, () -> {
            if (mine == life) {
                down = false;
                setAlarm();
                wake();
            }
        });
    }

    private void setAlarm() {
        var next = deadlines.first();
        if (next != null && next.getKey().dueAt() < alarm) {
            alarm = next.getKey().dueAt();
            var mine = life;
            agenda.at(alarm + dice.between(0, 1_000), () -> fireDue(mine));
        }
    }

    private void fireDue(int mine) {
        if (mine != life) {
            return;
        }
        alarm = Long.MAX_VALUE;
        for (var next = deadlines.first(); next != null && next.getKey().dueAt() <= agenda.now(); ) {
            deadlines.remove(next.getKey());
            hear(next.getKey().subject(), next.getValue(), agenda.now());
            next = deadlines.first();
        }
        commitSoon();
    }
}
