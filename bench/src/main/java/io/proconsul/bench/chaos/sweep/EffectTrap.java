package io.proconsul.bench.chaos.sweep;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.proconsul.bench.chaos.act.Weather;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.ledger.Entry;
import io.proconsul.local.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Before and after side effects: the stand-in that is asked kills who asked. */
final class EffectTrap implements Trap {
    private final StateFolder state;
    private final Weather weather;
    private final Map<String, CrashPoint> known = new LinkedHashMap<>();

    EffectTrap(StateFolder state, Weather weather) {
        this.state = state;
        this.weather = weather;
    }

    @Override
    public int atOnce() {
        return Integer.MAX_VALUE;
    }

    @Override
    public List<String> points() {
        CrashPoints.in(calls()).forEach(point -> known.put(point.toString(), point));
        return List.copyOf(known.keySet());
    }

    @Override
    public void arm(Collection<String> points) throws IOException {
        var lines = JsonNodeFactory.instance.arrayNode();
        known.forEach((name, point) -> {
            if (points.contains(name)) {
                lines.add(point.line());
            }
        });
        weather.add(lines);
    }

    @Override
    public void disarm() throws IOException {
        weather.calm();
    }

    @Override
    public Set<String> met() {
        var calls = calls();
        return known.entrySet().stream()
                .filter(point -> calls.stream().anyMatch(point.getValue()::isPlayedBy))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Each of them kills once. */
    @Override
    public int deaths() {
        return met().size();
    }

    private List<Entry> calls() {
        return Stream.of(
                        state.azure().resolve("ledger.jsonl"),
                        state.azure().resolve("consul.jsonl"),
                        state.vault().resolve("ledger.jsonl"))
                .filter(Files::exists)
                .flatMap(ledger -> Ledger.read(ledger).stream())
                .toList();
    }
}
