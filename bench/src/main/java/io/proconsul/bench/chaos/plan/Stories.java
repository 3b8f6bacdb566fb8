package io.proconsul.bench.chaos.plan;

import io.proconsul.bench.chaos.plan.Story.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The stories of a run: as many as it takes to ask for the sagas that are wanted. */
public final class Stories {
    private static final List<Doom> DOOMS = List.of(Doom.NETWORK, Doom.IDENTITY, Doom.STORAGE, Doom.SERVERS);
    private static final int LONGEST_HESITATION_MILLIS = 4000;

    private Stories() {}

    public static List<Story> of(ChaosPlan plan) {
        var random = new Random(plan.seed());
        var stories = new ArrayList<Story>();
        int sagas = 0;
        while (sagas < plan.sagas()) {
            var story = next(random, stories.size());
            stories.add(story);
            sagas += story.kind().sagas();
        }
        return List.copyOf(stories);
    }

    private static Story next(Random random, int number) {
        var kind = kind(random.nextInt(100));
        int servers = random.nextInt(100) < 95 ? 1 : 3;
        var hesitation = Duration.ofMillis(random.nextInt(LONGEST_HESITATION_MILLIS));
        var doom = DOOMS.get(random.nextInt(DOOMS.size()));
        var name = kind == Kind.DOOMED ? doom.namePrefix() + number : "cluster-" + number;
        return new Story(name, kind, servers, hesitation);
    }

    private static Kind kind(int percent) {
        if (percent < 65) {
            return Kind.PLAIN;
        }
        if (percent < 75) {
            return Kind.REPEATED;
        }
        return percent < 85 ? Kind.OVERTAKEN : Kind.DOOMED;
    }
}
