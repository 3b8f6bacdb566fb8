package io.proconsul.bench.option;

import io.proconsul.bench.chaos.sweep.SweepPlan.Kind;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a sweep can be of. */
public final class SweepKinds implements ITypeConverter<SweepKinds.Chosen> {
    public static final String ALL = "all";

    /** At least one. */
    public record Chosen(Set<Kind> kinds) {
        public Chosen {
            kinds = Set.copyOf(kinds);
        }
    }

    @Override
    public Chosen convert(String given) {
        return new Chosen(
                switch (given) {
                    case "effects" -> EnumSet.of(Kind.EFFECTS);
                    case "commits" -> EnumSet.of(Kind.COMMITS);
                    case ALL -> EnumSet.allOf(Kind.class);
                    default ->
                        throw new TypeConversionException("expected effects, commits or all, but found " + given);
                });
    }
}
