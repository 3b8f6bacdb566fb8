package io.proconsul.bench.option;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Reads a number and says what was expected if it is another. */
final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");

    private Numbers() {}

    static int expect(String what, String given, IntPredicate fits) {
        if (WHOLE.matcher(given).matches() && fits.test(Integer.parseInt(given))) {
            return Integer.parseInt(given);
        }
        throw new TypeConversionException("expected %s, but found %s".formatted(what, given));
    }
}
