package io.proconsul.bench.chaos.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Divides points into waves, each of which goes through the whole life of a cluster. */
final class Waves {
    private Waves() {}

    /** As few as there can be with so many at once; neighbours come into different ones. */
    static List<List<String>> of(List<String> points, int atOnce) {
        int count = points.isEmpty() ? 0 : (points.size() - 1) / atOnce + 1;
        var waves = new ArrayList<List<String>>();
        for (int first = 0; first < count; first++) {
            waves.add(IntStream.iterate(first, i -> i < points.size(), i -> i + count)
                    .mapToObj(points::get)
                    .toList());
        }
        return waves;
    }
}
