package io.proconsul.bench.option;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A regular expression of Java. */
public final class Regex implements ITypeConverter<Pattern> {
    @Override
    public Pattern convert(String given) {
        try {
            return Pattern.compile(given);
        } catch (PatternSyntaxException e) {
            throw new TypeConversionException("expected a regular expression, but found %s: %s near index %d"
                    .formatted(given, e.getDescription(), e.getIndex()));
        }
    }
}
